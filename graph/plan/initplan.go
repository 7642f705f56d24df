package plan

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// InitPlan is a part of a plan that runs before its row is read: a search by name, a match, paths, a neighbourhood, an
// exposure or a network. It has statements of its own, or the store includes it in the statement that reads the row. The
// nodes and relationships of the result are read like all others.
type InitPlan interface {
	isInitPlan()
	// Most returns the maximum number of nodes and relationships in the result.
	Most() int
	// Key returns its key: two InitPlans are equal if their keys are.
	Key() string
	// String returns one line for people to read.
	String() string
}

// Found is the result of an InitPlan. It contains ids and derived values such as scores; the properties of the nodes
// and relationships are read by the row.
type Found interface {
	// NodeIDs returns the ids of the nodes, each once.
	NodeIDs() []string
	// RelationshipIDs returns the ids of the relationships of a type, each once.
	RelationshipIDs(of model.RelType) []string
}

// With returns the plan with the results of its InitPlans, given in the order of InitPlans. A plan without InitPlans is
// returned unchanged.
func (p *Plan) With(found []Found) *Plan {
	if len(p.InitPlans) == 0 {
		return p
	}
	run := &Plan{Row: Row{Items: slices.Clone(p.Row.Items)}}
	for i, item := range run.Row.Items { // only root fields have InitPlans
		list, isList := item.(*List)
		if !isList || list.From.InitPlan == 0 {
			continue
		}
		known := *list
		known.From.InitPlan = 0
		if of := found[list.From.InitPlan-1]; list.From.Kind == ByRelationshipID {
			known.From.IDs = of.RelationshipIDs(list.From.Rel)
		} else {
			known.From.IDs = of.NodeIDs()
		}
		run.Row.Items[i] = &known
	}
	return run
}

// NothingFound returns an empty result for each InitPlan of a plan.
func NothingFound(p *Plan) []Found {
	found := make([]Found, len(p.InitPlans))
	for i := range found {
		found[i] = FoundPaths(nil)
	}
	return found
}

func (*Search) isInitPlan()        {}
func (*Match) isInitPlan()         {}
func (*Paths) isInitPlan()         {}
func (*Neighbourhood) isInitPlan() {}
func (*Exposure) isInitPlan()      {}
func (*Network) isInitPlan()       {}

// ErrNamed is wrapped by every NamedError.
var ErrNamed = errors.New("invalid argument")

// Named are the ids of nodes that an argument names. Each must have a node with one of the labels.
type Named struct {
	Argument     string
	Variable     string // the variable that contains the ids, if any
	Line, Column int    // of the field in the document; 0 if there is none
	IDs          []string
	Labels       model.LabelSet
}

// NamedError reports ids of an argument that no node has, and nodes that the argument does not accept.
type NamedError struct {
	Named
	Unknown []string
	Wrong   []NamedNode
}

// NamedNode is the id of a node with its label.
type NamedNode struct{ ID, Label string }

// shownIDs is the number of ids of each kind that an error shows.
const shownIDs = 3

// Error names the argument and the ids, and says what is allowed.
func (e *NamedError) Error() string {
	text := "argument `" + e.Argument + "`"
	if e.Variable != "" {
		text += " (variable `$" + e.Variable + "`)"
	}
	var faults []string
	if n := len(e.Unknown); n > 0 {
		quoted := make([]string, min(n, shownIDs))
		for i := range quoted {
			quoted[i] = fmt.Sprintf("%q", e.Unknown[i])
		}
		which := "the id " + quoted[0]
		if n > 1 {
			which = "the ids " + strings.Join(quoted, ", ") + more(n)
		}
		faults = append(faults, "no node has "+which+": correct it; to find an id by name, use `search`")
	}
	if n := len(e.Wrong); n > 0 {
		wrong := make([]string, min(n, shownIDs))
		for i := range wrong {
			wrong[i] = fmt.Sprintf("%q is a %s", e.Wrong[i].ID, e.Wrong[i].Label)
		}
		faults = append(faults, strings.Join(wrong, ", ")+more(n)+": only the ids of "+kindsOf(e.Labels)+" are allowed")
	}
	return text + ": " + strings.Join(faults, "; ")
}

// Unwrap returns ErrNamed.
func (e *NamedError) Unwrap() error { return ErrNamed }

func more(n int) string {
	if n > shownIDs {
		return fmt.Sprintf(" and %d more", n-shownIDs)
	}
	return ""
}

// kindsOf lists the names of labels, such as "Firm, VCFund and StateFund".
func kindsOf(labels model.LabelSet) string {
	var names []string
	for _, label := range labels.Labels() {
		names = append(names, label.String())
	}
	if len(names) == 1 {
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
