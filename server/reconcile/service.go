package reconcile

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Config is the configuration of the service.
type Config struct {
	Store   store.Reader
	Logger  *slog.Logger
	Timeout time.Duration // of one request; 0 for no limit
	MaxBody int64         // maximum size of a request body in bytes
}

type service struct{ Config }

// The paths of the service.
const (
	Path        = "/reconcile"
	PreviewPath = Path + "/preview" // a page that other programs link to and show in a frame
)

// errRequest is the error for an invalid request.
var errRequest = errors.New("invalid request")

// New returns the handler for Path and the paths below it.
func New(c Config) http.Handler {
	s := &service{c}
	mux := http.NewServeMux()
	mux.HandleFunc(Path, s.serveQueries)
	mux.HandleFunc(Path+"/{$}", s.serveQueries) // users often add the address with a slash
	mux.HandleFunc("GET "+Path+"/suggest/entity", s.answer(s.suggestEntities))
	mux.HandleFunc("GET "+Path+"/suggest/type", s.answer(suggestTypes))
	mux.HandleFunc("GET "+Path+"/suggest/property", s.answer(suggestProperties))
	mux.HandleFunc("GET "+Path+"/properties", s.answer(proposeProperties))
	mux.HandleFunc("GET "+PreviewPath, s.servePreview)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.Timeout > 0 {
			ctx, cancel := context.WithTimeout(r.Context(), s.Timeout)
			defer cancel()
			r = r.WithContext(ctx)
		}
		r.Body = http.MaxBytesReader(w, r.Body, s.MaxBody)
		mux.ServeHTTP(w, r)
	})
}

// serveQueries answers a batch of queries or a data extension request. Without either it returns the manifest.
func (s *service) serveQueries(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead && r.Method != http.MethodPost {
		w.Header().Set("Allow", "GET, HEAD, POST")
		s.write(w, http.StatusMethodNotAllowed, failure("method not allowed: use POST or GET"))
		return
	}
	s.answer(func(ctx context.Context, r *http.Request, form url.Values) (any, error) {
		switch {
		case form.Has("queries"):
			return s.reconcile(ctx, form.Get("queries"))
		case form.Has("extend"):
			return s.extend(ctx, form.Get("extend"))
		}
		return manifestOf(r), nil
	})(w, r)
}

// answer returns a handler that writes the result or the error of make as JSON.
func (s *service) answer(make func(context.Context, *http.Request, url.Values) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		form, err := formOf(r)
		var answer any
		if err == nil {
			answer, err = make(r.Context(), r, form)
		}
		if err != nil {
			s.refuse(w, r, err)
			return
		}
		s.write(w, http.StatusOK, answer)
	}
}

// formOf parses the parameters of a request, from the URL or the body.
func formOf(r *http.Request) (url.Values, error) {
	err := r.ParseForm()
	if _, isMultipart := strings.CutPrefix(r.Header.Get("Content-Type"), "multipart/form-data"); err == nil && isMultipart {
		err = fmt.Errorf("%w: unsupported Content-Type: send application/x-www-form-urlencoded", errRequest)
	}
	if tooLarge, is := errors.AsType[*http.MaxBytesError](err); is {
		return nil, tooLarge
	}
	if err != nil && !errors.Is(err, errRequest) {
		err = fmt.Errorf("%w: the form cannot be parsed", errRequest)
	}
	if err != nil {
		return nil, err
	}
	for _, name := range formParameters {
		if len(r.Form[name]) > 1 {
			return nil, fmt.Errorf("%w: parameter `%s` is given more than once: send it once", errRequest, name)
		}
	}
	return r.Form, nil
}

// formParameters are the parameters that the service uses. OpenRefine sends others too.
var formParameters = []string{"queries", "extend", "prefix", "type", "id"}

type failed struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

func failure(message string) failed { return failed{"error", message} }

// refuse responds with an error. It logs errors that are not faults of the request.
func (s *service) refuse(w http.ResponseWriter, r *http.Request, err error) {
	code := apierror.CodeOf(err)
	_, isTooLarge := errors.AsType[*http.MaxBytesError](err)
	switch {
	case isTooLarge:
		s.write(w, http.StatusRequestEntityTooLarge, failure("the body is too large; at most "+strconv.FormatInt(s.MaxBody, 10)+" bytes are allowed"))
	case errors.Is(err, errRequest):
		s.write(w, http.StatusBadRequest, failure(err.Error()))
	case errors.Is(err, store.ErrBusy) || errors.Is(err, store.ErrUnavailable) || errors.Is(err, store.ErrTimeout):
		w.Header().Set("Retry-After", "1")
		s.write(w, http.StatusServiceUnavailable, failure(code))
	default:
		s.Logger.LogAttrs(r.Context(), slog.LevelError, "reconciliation failed",
			slog.String("requestId", apierror.RequestID(r.Context())), slog.Any("error", err))
		s.write(w, http.StatusInternalServerError, failure(code))
	}
}

func (s *service) write(w http.ResponseWriter, status int, answer any) {
	text, err := json.Marshal(answer)
	if err != nil { // cannot happen: all values are texts and numbers
		status, text = http.StatusInternalServerError, []byte(`{"status":"error"}`)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(text) // a client that has disconnected is not an error
}

// lookup returns a list of the nodes with some ids, ordered by id.
func lookup(ids ...string) *plan.List {
	return &plan.List{
		From: plan.From{Kind: plan.Lookup, Labels: search.Kinds, IDs: ids}, Order: byID, Limit: plan.Unlimited,
	}
}

var byID = []plan.Sort{{Column: plan.Column{Property: model.ID}}}

// run runs a plan with one list.
func (s *service) run(ctx context.Context, list *plan.List) (*store.Record, error) {
	return s.Store.Run(ctx, &plan.Plan{Row: plan.Row{Items: []plan.Item{list}}})
}

// lookUp returns the search index of the store.
func (s *service) lookUp(ctx context.Context, sectors bool) search.Index {
	return func(lookups []search.Lookup) ([][]search.Candidate, error) {
		return s.Store.Candidates(ctx, lookups, sectors)
	}
}
