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

// Ready is a file of which all is known that has to be before its first byte. It is safe for use by several
// goroutines, and stands for the graph as it was when it was prepared.
type Ready struct {
	*File
	part    *plan.Subgraph           // what of the graph is written; nil is all of it
	near    *plan.FoundNeighbourhood // that is written, or nil
	cited   citations                // the sources that facts of the part name; nil where all sources count
	counts  *export.Counts           // nil where they need not be known
	summary Summary
}

// Summary says what a file does not have of the graph.
type Summary struct {
	IsPart bool // parameters ask for a part of the graph, or a network of a part
	IsCut  bool // nodes of a neighbourhood were left out, for want of room
	// RequiresDates says that a time is asked for at which what has no date is not surely there, and Undated how many facts
	// are left out for that.
	RequiresDates bool
	Undated       int64
}

// Summary returns what the file does not have of the graph.
func (x *Ready) Summary() Summary { return x.summary }

// notes returns what the file says of itself.
func (x *Ready) notes() []export.Note {
	if !x.summary.IsPart {
		return nil
	}
	request, err := url.QueryUnescape(x.request.Parameters.Encode())
	if err != nil {
		panic(err) // what is encoded can be decoded
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

// Prepare reads what has to be known before the file is written. Of a part of the graph that takes as long as writing it.
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

// requestsPart reports whether parameters ask for a part of the graph; some only say what is measured of it, and how.
func (x *File) requestsPart() bool {
	for name := range x.request.Parameters {
		if !slices.Contains([]string{"measures", "weight", "resolution"}, name) {
			return true
		}
	}
	return false
}

// findPart finds what of the graph is written.
func (x *Ready) findPart(ctx context.Context) error {
	if x.isWhole() {
		return nil
	}
	spec, _ := x.initPlan.(*plan.Neighbourhood)
	if x.request.Name == "graph" {
		x.part = x.partOfGraph(spec.Expansion)
	} else {
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

// closePart sees to it that what facts of the part name is in it: the sources, and what conflicts are about.
func (x *Ready) closePart(ctx context.Context) error {
	_, isOfTypes := x.request.Parameters["relationships"]
	if x.part.Isolated && x.part.Expansion.NodePredicate == nil && !isOfTypes {
		return nil // all is in it
	}
	disputes := disputes{}
	if x.request.Name == "graph" && x.isolated { // else no relationship leads to a conflict
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
		delete(disputes, id) // it was found
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

// namelessTypes lead to nodes that a programme has, and no search follows them: they have no name among the parameters.
var namelessTypes = []model.RelType{model.HasBatch, model.HasSubsidy}

// partOfGraph returns the part of the graph that has these relationships. Where types are named, the others bring in no
// nodes, so that those without a name are there only among nodes that are there anyway.
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

// errChangedMeanwhile says that a fact names a source that none did when the file was prepared.
var errChangedMeanwhile error = apierror.Refusal(apierror.CodeUnavailable, "the graph changed while the file was written: retry")
