package download

import (
	"context"
	"net/url"
	"slices"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/export"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Ready is a file whose preparation is complete. It is safe for concurrent use, and is for the graph at the time of its
// preparation.
type Ready struct {
	*File
	part    *plan.Subgraph           // the part of the graph to write; nil is all of it
	near    *plan.FoundNeighbourhood // the neighbourhood to write, or nil
	cited   citations                // the sources of the part's facts; nil if all sources are included
	counts  *export.Counts           // nil if the format does not need them
	summary Summary
}

// Summary describes what the file leaves out.
type Summary struct {
	IsPart bool // parameters select a part of the graph, or a network of a part
	IsCut  bool // the limit left out nodes of a neighbourhood
	// RequiresDates reports whether the requested time excludes facts without a date, and Undated is the number of
	// facts that it excludes for this reason.
	RequiresDates bool
	Undated       int64
	// IsEmpty reports whether no relationship of the requested part exists, and Condition is the path of the first parameter
	// that leaves nothing, if it is known.
	IsEmpty   bool
	Condition string
}

// Summary returns what the file leaves out.
func (x *Ready) Summary() Summary { return x.summary }

// notes returns the metadata of the file.
func (x *Ready) notes() []export.Note {
	if !x.summary.IsPart {
		return nil
	}
	request, err := url.QueryUnescape(x.request.Parameters.Encode())
	if err != nil {
		panic(err) // encoded parameters can be decoded
	}
	notes := []export.Note{{Name: "request", Value: x.request.Name + "?" + request}, {Name: "isPart", Value: true}}
	if x.near != nil {
		notes = append(notes, export.Note{Name: "isComplete", Value: !x.summary.IsCut})
	}
	if x.summary.RequiresDates {
		notes = append(notes, export.Note{Name: "undatedLeftOut", Value: x.summary.Undated})
	}
	return notes
}

// Prepare reads what is required before the file is written. For a part of the graph this takes as long as writing it.
// Errors are those of the store.
func (x *File) Prepare(ctx context.Context) (*Ready, error) {
	ready := &Ready{File: x, summary: Summary{IsPart: x.requestsPart(), RequiresDates: x.when.RequiresDates()}}
	_, isNetwork := x.initPlan.(*plan.Network)
	var err error
	if !isNetwork {
		err = ready.findPart(ctx)
	}
	if err == nil && ready.summary.RequiresDates {
		ready.summary.Undated, err = ready.undated(ctx)
	}
	if err == nil && ready.summary.IsPart {
		ready.summary.Condition, ready.summary.IsEmpty, err = ready.firstWithoutResult(ctx)
	}
	if err != nil {
		return nil, err
	}
	if x.format.Counted && !isNetwork {
		counted := &counter{}
		if err := x.finder.Store.Stream(ctx, ready.part, counted); err != nil {
			return nil, err
		}
		ready.counts = &counted.Counts
	}
	return ready, nil
}

// firstWithoutResult returns whether the part has no relationships, and the first condition after which none is left. A
// neighbourhood has its centre, and a part with isolated nodes has these.
func (x *Ready) firstWithoutResult(ctx context.Context) (condition string, isEmpty bool, err error) {
	spec, isNetwork := x.initPlan.(*plan.Network)
	if !isNetwork {
		if x.request.Name != "graph" || x.isolated {
			return "", false, nil
		}
		spec = &plan.Network{Steps: []plan.NetworkStep{{Expansion: x.part.Expansion}}}
	}
	return x.finder.FirstWithoutResult(ctx, spec)
}

// requestsPart reports whether parameters select a part of the graph. Some parameters only concern measures.
func (x *File) requestsPart() bool {
	for name := range x.request.Parameters {
		if !slices.Contains([]string{"measures", "weight", "resolution"}, name) {
			return true
		}
	}
	return false
}

// findPart determines the part of the graph to write.
func (x *Ready) findPart(ctx context.Context) error {
	if x.isWhole() {
		return nil
	}
	spec, _ := x.initPlan.(*plan.Neighbourhood)
	if x.request.Name == "graph" {
		x.part = x.partOfGraph(spec.Expansion)
	} else {
		if err := x.finder.CheckNamed(ctx, "of", spec.Of); err != nil {
			return err
		}
		near, err := x.finder.Neighbourhood(ctx, spec)
		if err != nil {
			return err
		}
		x.near, x.summary.IsCut = near, !near.Complete
		x.part = &plan.Subgraph{Expansion: spec.Expansion, Isolated: true}
		x.part.Expansion.NodePredicate = plan.AllOf(withIDs(near.NodeIDs()), x.when.OfNodes())
	}
	return x.closePart(ctx)
}

// closePart makes the part complete: it adds the sources of its facts, and removes conflicts without their fact.
func (x *Ready) closePart(ctx context.Context) error {
	_, isOfTypes := x.request.Parameters["relationships"]
	if x.part.Isolated && x.part.Expansion.NodePredicate == nil && !isOfTypes {
		return nil // the part contains all of them
	}
	disputes := disputes{}
	if x.request.Name == "graph" && x.isolated { // otherwise no relationship leads to a conflict
		conflicts := plan.AllOf(x.part.Expansion.NodePredicate, plan.HasLabel{Labels: model.Conflict.Set()})
		if err := x.finder.Store.Stream(ctx, &plan.Subgraph{Expansion: plan.Expansion{NodePredicate: conflicts}, Isolated: true}, facts(disputes.add)); err != nil {
			return err
		}
	}
	if !x.withSources && len(disputes) == 0 {
		return nil
	}
	cited := citations{}
	if err := x.finder.Store.Stream(ctx, x.part, facts(func(id string, p model.Properties) {
		for _, source := range sourcesOf(p) {
			cited[source] = struct{}{}
		}
		delete(disputes, id) // the fact was found
	})); err != nil {
		return err
	}
	if left := disputes.aboutNothing(); len(left) > 0 {
		x.part.Expansion.NodePredicate = plan.AllOf(x.part.Expansion.NodePredicate, plan.NoneOf(withIDs(left)))
	}
	if x.withSources {
		x.cited = cited
		x.part.Beside = plan.AllOf(plan.HasLabel{Labels: model.Source.Set()}, withIDs(x.cited.ids()))
	}
	return nil
}

// namelessTypes lead to nodes that belong to a programme. No search follows them, so no parameter names them.
var namelessTypes = []model.RelType{model.HasBatch, model.HasSubsidy}

// partOfGraph returns the part of the graph with these relationships. If the request names types, the namelessTypes add
// no nodes, and are only included among nodes that are included anyway.
func (x *File) partOfGraph(expansion plan.Expansion) *plan.Subgraph {
	part := &plan.Subgraph{Expansion: expansion, Isolated: x.isolated}
	if _, isNamed := x.request.Parameters["relationships"]; !isNamed || x.isolated {
		part.Expansion.Patterns = append([]plan.RelationshipPattern{}, expansion.Patterns...)
		for _, rel := range namelessTypes {
			over := plan.From{Kind: plan.Expand, Rel: rel, Direction: plan.Outgoing}
			part.Expansion.Patterns = append(part.Expansion.Patterns, plan.RelationshipPattern{
				Rel: rel, Node: plan.Outgoing, Where: x.when.Of(over), Undated: x.when.Undated(over),
			})
		}
	}
	part.Expansion.NodePredicate = plan.AllOf(expansion.NodePredicate, x.when.OfNodes())
	if !x.withSources {
		part.Expansion.NodePredicate = plan.AllOf(part.Expansion.NodePredicate, plan.NoneOf(plan.HasLabel{Labels: model.Source.Set()}))
	}
	return part
}

func withIDs(ids []string) plan.Predicate {
	values := make([]any, len(ids))
	for i, id := range ids {
		values[i] = id
	}
	return plan.In{Column: plan.Column{Property: model.ID}, Values: values}
}

// errChangedMeanwhile reports that a fact refers to a source that no fact referred to when the file was prepared.
var errChangedMeanwhile error = apierror.Refusal(apierror.CodeUnavailable, "the graph changed while the file was written: retry")
