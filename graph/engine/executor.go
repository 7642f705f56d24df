package engine

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"go.opentelemetry.io/otel/trace"

	"github.com/stakegraph/stakegraph"
	"github.com/stakegraph/stakegraph/graph/admission"
	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/document"
	"github.com/stakegraph/stakegraph/graph/initplan"
	"github.com/stakegraph/stakegraph/graph/lru"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/tracing"
)

// Config configures an executor.
type Config struct {
	Store store.Reader
	// Explainer renders statements for Explain and Profile; nil if they are not used.
	Explainer store.Explainer
	// Admission has the lanes in which statements and networks wait; nil: only the store limits statements.
	Admission *admission.Lanes

	Logger   *slog.Logger           // nil: slog.Default()
	Tracer   trace.Tracer           // nil: no tracing
	Timeout  time.Duration          // of one statement; 0: only the request's own
	Limits   plan.Limits            // zero: plan.DefaultLimits
	Document document.Limits        // zero: document.DefaultLimits
	Pages    planner.Pages          // zero: planner.DefaultPages
	Networks initplan.NetworkLimits // zero: initplan.DefaultNetworkLimits
	// NoIntrospection rejects __schema and __type.
	NoIntrospection bool
	// Memory is the number of bytes that the process should use. Caches and responses in progress get shares of it. 0:
	// DefaultMemory.
	Memory int64
	Answer int // maximum bytes of a response; 0: DefaultAnswer
	// Trusted contains the only allowed documents, by name or by hash; nil: all documents are allowed.
	Trusted map[string]string
}

// Executor executes GraphQL operations, each with at most one statement, plus those of InitPlans that the store does not
// include in it. It is safe for concurrent use.
type Executor struct {
	store     store.Reader
	explainer store.Explainer
	errors    apierror.Presenter
	steps     tracing.Steps
	timeout   time.Duration
	most      int // maximum bytes of a response

	answers   *store.Answers
	documents *document.Reader
	plans     *planCache
	finder    *initplan.Finder
	schemas   *lru.Cache[planKey, json.RawMessage]

	seenSchemas *lru.Sightings[planKey] // introspection responses are cached from the second time on
	gqlgen      *executor.Executor
}

// New returns an executor.
func New(config Config) *Executor {
	config.Logger = cmp.Or(config.Logger, slog.Default())
	config.Limits = cmp.Or(config.Limits, plan.DefaultLimits)
	config.Pages = cmp.Or(config.Pages, planner.DefaultPages)
	config.Networks = cmp.Or(config.Networks, initplan.DefaultNetworkLimits)
	config.Document = cmp.Or(config.Document, document.DefaultLimits)
	config.Memory = cmp.Or(config.Memory, DefaultMemory)
	config.Answer = cmp.Or(config.Answer, DefaultAnswer)
	schema := stakegraph.NewExecutableSchema(stakegraph.Config{}) // gqlgen never calls a resolver
	shares := sharesOf(config.Memory)
	lanes := config.Admission
	if lanes == nil {
		lanes = admission.New(admission.ForEmbedded(runtime.GOMAXPROCS(0)))
	}
	reader := config.Admission.Reader(config.Store)
	steps := tracing.Steps{Tracer: config.Tracer}
	e := &Executor{
		store:     reader,
		explainer: config.Explainer,
		errors:    apierror.Presenter{Logger: config.Logger},
		steps:     steps,
		timeout:   config.Timeout,
		most:      config.Answer,

		answers: store.NewAnswers(shares.answers),
		documents: document.NewReader(document.Config{
			Schema: schema.Schema(), Limits: config.Document, NoIntrospection: config.NoIntrospection, Trusted: config.Trusted,
			CacheBytes: shares.documents, Persisted: shares.persisted,
		}),
		finder: &initplan.Finder{
			Store: reader, Steps: steps,
			Networks: initplan.NewNetworks(config.Store, lanes.Networks(), config.Networks, shares.networks),
		},
		plans:   newPlanCache(planner.New(schema.Schema(), config.Limits, config.Pages), shares.plans),
		schemas: lru.New(shares.schemas, weighSchema, nil),
		gqlgen:  executor.New(schema),

		seenSchemas: lru.NewSightings[planKey](lru.Remembered),
	}
	e.gqlgen.SetQueryCache(documentCache{})
	e.gqlgen.SetErrorPresenter(e.presentFromGQLGen)
	e.gqlgen.SetRecoverFunc(func(_ context.Context, panicked any) error { return apierror.Recovered(panicked) })
	e.gqlgen.AroundOperations(e.aroundOperation)
	e.gqlgen.AroundRootFields(aroundRootField)
	return e
}

// AnswerBytes returns the number of bytes reserved for responses in progress.
func (e *Executor) AnswerBytes() int64 { return e.answers.Reserved() }

// Documents returns the reader of documents.
func (e *Executor) Documents() *document.Reader { return e.documents }

// Logger returns the logger of the executor.
func (e *Executor) Logger() *slog.Logger { return e.errors.Logger }

// Finder returns the finder of InitPlans.
func (e *Executor) Finder() *initplan.Finder { return e.finder }

// aroundOperation runs between gqlgen's validation and its field executor, and answers a query. Only introspection
// continues to gqlgen, with the values of the other root fields in its context and these fields renamed to standIn. The
// data of any other operation is complete here.
func (e *Executor) aroundOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	op := graphql.GetOperationContext(ctx)
	answer, err := e.answer(ctx, planner.Operation{Doc: op.Doc, Definition: op.Operation, Variables: op.Variables})
	if err != nil {
		failure := &graphql.Response{Errors: append(e.errors.Present(ctx, err), answer.errs...)}
		if !errors.As(err, new(input.Errors)) {
			failure.Data = json.RawMessage("null") // execution has begun
		}
		return graphql.OneShot(failure)
	}
	if introspects(op, documentOf(ctx)) {
		return e.aboutSchema(ctx, op, answer, next)
	}
	return graphql.OneShot(&graphql.Response{Data: answer.data, Errors: answer.errs, Extensions: extensionsOf(answer.hints)})
}

type answerKey struct{}

// aroundRootField returns the values that aroundOperation has prepared.
func aroundRootField(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
	field := graphql.GetRootFieldContext(ctx).Field
	if document.IsIntrospection(field.Name) {
		return next(ctx)
	}
	answer, _ := ctx.Value(answerKey{}).(answered)
	for n, f := range answer.root.Fields {
		if f.Name == field.Alias && n < len(answer.values) {
			return graphql.WriterFunc(func(w io.Writer) { _, _ = w.Write(answer.values[n]) })
		}
	}
	return graphql.Null
}

// answered is the result of a query, complete and by root field.
type answered struct {
	root   *response.Object
	data   json.RawMessage
	values []json.RawMessage
	hints  []Hint
	errs   gqlerror.List // of root fields with invalid arguments, and of values that are null because the store's are invalid

	hasData bool // some of it is from the store
}

// answer plans an operation, runs it and writes the response. It turns a panic into an error, since no caller would
// recover it.
func (e *Executor) answer(ctx context.Context, op planner.Operation) (a answered, err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			err = apierror.Recovered(panicked)
		}
	}()
	_, end := e.steps.Begin(ctx, "plan")
	p, err := e.plans.of(documentOf(ctx), op)
	end(err)
	if err != nil {
		return answered{}, err
	}
	var failed answered
	if len(p.errs) > 0 {
		failed.errs = e.errors.Present(ctx, p.errs)
	}
	if e.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, e.timeout)
		defer cancel()
	}
	found, record, err := e.fetch(ctx, p.plan)
	if err != nil {
		return failed, err
	}
	_, end = e.steps.Begin(ctx, "write")
	var faults []response.Fault
	allowance := store.AllowanceOf(ctx)
	data, values, err := response.Write(p.root, found, record, allowance)
	if response.IsFault(err) {
		data, values, faults, err = response.WriteAround(p.root, found, record, allowance)
	}
	end(err)
	if err != nil {
		return failed, fmt.Errorf("write: %w", err)
	}
	return answered{p.root, data, values, hintsOf(p.root, found), append(failed.errs, e.errors.Faults(ctx, faults)...), len(p.plan.InitPlans)+len(p.plan.Row.Items) > 0}, nil
}

// fetch gets the results of a plan's InitPlans and its record from the store, with one statement if the store can,
// otherwise one after the other.
func (e *Executor) fetch(ctx context.Context, p *plan.Plan) (found []plan.Found, record *store.Record, err error) {
	if len(p.InitPlans) > 0 {
		began := time.Now()
		found, record, err = e.store.Answer(ctx, p)
		if err != nil || record != nil {
			_, end := e.steps.Begin(ctx, "statement", trace.WithTimestamp(began)) // a statement was run
			end(err)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("answer: %w", err)
		}
		if record != nil {
			return found, record, nil
		}
	}
	if found, err = e.finder.All(ctx, p.InitPlans); err != nil {
		return nil, nil, err
	}
	if len(p.Row.Items) == 0 { // pure introspection works without the store
		return found, nothing, nil
	}
	running, end := e.steps.Begin(ctx, "statement")
	record, err = e.store.Run(running, p.With(found))
	end(err)
	if err != nil {
		return nil, nil, fmt.Errorf("run: %w", err)
	}
	return found, record, nil
}

// nothing is the record of a plan without items.
var nothing = func() *store.Record {
	var b store.Builder
	b.Open()
	b.Close()
	return b.Record()
}()

// presentFromGQLGen presents an error from gqlgen. Clients see only gqlgen's own errors.
func (e *Executor) presentFromGQLGen(ctx context.Context, err error) *gqlerror.Error {
	var own *gqlerror.Error
	if errors.As(err, &own) {
		if _, known := own.Extensions["code"]; known && own.Err == nil {
			return own
		}
	}
	presented := e.errors.One(ctx, err)
	presented.Path = graphql.GetPath(ctx)
	return presented
}
