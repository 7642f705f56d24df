package sql

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// steps writes the steps of groups that keys are read from, directly or through further steps.
type steps struct {
	*group
	at   []scope // by the number of the step; 0 is the row
	used []bool
}

func (g *group) newSteps(row scope) steps {
	s := steps{g, []scope{row}, make([]bool, len(g.Steps)+1)}
	for _, key := range g.Keys {
		for at := key.At; at > 0; at = g.Steps[at-1].Start {
			s.used[at] = true
		}
	}
	for range g.Steps {
		s.at = append(s.at, scope{row: g.next()})
	}
	return s
}

// multiply reports whether one row can lead to several.
func (s steps) multiply() bool {
	for i, step := range s.Steps {
		if s.used[i+1] && (step.Upwards || step.From.HasRelationship()) {
			return true
		}
	}
	return false
}

// readsNode reports whether keys or steps read more of a node than its key.
func (s steps) readsNode(at int) bool {
	for _, key := range s.Keys {
		if key.At == at && key.Column.Of == plan.OfNode && !namesNode(key.Column) {
			return true
		}
	}
	for i, step := range s.Steps {
		if s.used[i+1] && step.Start == at && step.From.Kind == plan.Reference && step.From.Of == plan.OfNode {
			return true
		}
	}
	return false
}

// join writes a LEFT JOIN for each step, so that a row stays if a step leads nowhere.
func (s steps) join() {
	for i, step := range s.Steps {
		if !s.used[i+1] {
			continue
		}
		at := s.at[i+1]
		number := strconv.Itoa(at.row)
		switch {
		case step.From.Kind == plan.Reference:
			s.line("LEFT JOIN node AS ", at.alias(plan.OfNode), " ON ", at.column(plan.OfNode, referenceColumn(step.From.Property)))
			s.write(" = ", s.at[step.Start].whole(step.From.Of, step.From.Property))
			s.where(at, step)
			continue
		case step.Upwards:
			s.line("LEFT JOIN (")
			s.closure(number, step.From)
			s.write(") AS u", number, " ON u", number, ".began = ", s.key(step.Start))
		default: // a reference is stored as the node's key
			s.line("LEFT JOIN ", at.table(step.From.Rel), " ON ", nearKey(at, step.From), " = ", s.key(step.Start))
		}
		s.where(at, step)
		if s.readsNode(i + 1) {
			s.write(" LEFT", at.joinNode(s.key(i+1)))
		}
	}
}

func (s steps) where(at scope, step plan.Step) {
	if step.Where != nil {
		s.write(" AND ")
		s.predicate(at, step.Where)
	}
}

// key returns the key of the node that a step leads to. A step upwards that finds no relationship leads to its start.
func (s steps) key(at int) string {
	switch {
	case at == 0:
		return setKey(s.at[0], &s.Set)
	case s.Steps[at-1].From.Kind == plan.Reference:
		return s.at[at].column(plan.OfNode, "key")
	case s.Steps[at-1].Upwards:
		return "ifnull(u" + strconv.Itoa(s.at[at].row) + ".ended, " + s.key(s.Steps[at-1].Start) + ")"
	}
	return s.at[at].column(plan.OfRelationship, farEnd(s.Steps[at-1].From))
}

// closure writes a SELECT of every pair of nodes of which one reaches the other over any number of relationships. It
// reads no outer row, so SQLite computes it once.
func (s steps) closure(number string, from plan.From) {
	table, near, far := TableName(from.Rel), nearEnd(from), farEnd(from)
	s.write("WITH RECURSIVE w", number, " (began, ended) AS (SELECT ", near, ", ", near, " FROM ", table)
	s.write(" UNION SELECT began, ", far, " FROM w", number, " JOIN ", table, " ON ", near, " = ended)")
	s.write(" SELECT began, ended FROM w", number)
}
