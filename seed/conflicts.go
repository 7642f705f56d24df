package seed

import (
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// conflictColumns are also the key: only the very same row twice is one too many.
var conflictColumns = []string{"entity_kind", "entity_id", "field", "value", "source_id"}

var conflictsFile = file{
	name:    "conflicts.csv",
	columns: conflictColumns,
	check: func(k *known, r *row) {
		c := readConflict(k, r)
		k.conflicts.add(r, c.id, conflictColumns, c.field, c.value)
		for _, fact := range c.facts {
			contestFact(k.contested, strings.Clone(fact))
		}
	},
	write: func(k *known, r *row, w *target) error {
		c := readConflict(k, r)
		id := k.conflicts.id(c.id, c.field, c.value)
		for _, fact := range c.facts {
			p := model.Properties{
				model.ID: id, model.FactID: fact, model.Field: fieldName(c.field), model.OtherValue: c.value,
				model.Sources: []string{"source:" + c.source},
			}
			if w.conflicts.repeats(fact, fieldName(c.field), c.value) {
				p[model.Repeats] = true
			}
			if c.several {
				p[model.ID] = id + "/of/" + fact
			}
			if err := w.Node(model.Node{Label: model.Conflict, Properties: p}); err != nil {
				return err
			}
		}
		return nil
	},
}

// conflict is a row of conflicts.csv: another value for the same field of one fact or of several.
type conflict struct {
	id                   string
	field, value, source string
	facts                []string // global ids
	several              bool     // what the row names may be several facts, even where it is one now
}

func readConflict(k *known, r *row) conflict {
	c := conflict{
		field: r.required("field"), value: r.required("value"), source: r.reference("source_id", k.sources),
	}
	kind, entity := r.required("entity_kind"), r.required("entity_id")
	c.facts, c.several = k.facts(r, kind, entity)
	entity = strings.ReplaceAll(entity, reviewed, "-review")
	c.id = strings.Join([]string{"conflict:" + strings.ToLower(kind), entity, slug(c.field), c.source}, "/")
	return c
}

// fieldNames are the fields of the graph for columns that are written otherwise.
var fieldNames = map[string]string{
	"name_zh": "nameZh", "founded_year": "foundedYear", "unicorn_since": "unicornSince", "valuation_usd": "valuationUsd",
	"size_amount": "size", "announced_on": "announcedOn", "started_year": "startedYear", "validity_years": "validityYears",
}

// fieldName returns what a column, or what is in question in words, is called in the graph.
func fieldName(column string) string {
	if name, isColumn := fieldNames[column]; isColumn {
		return name
	}
	return column
}

// reviewed stands after a batch's number where not the batch is meant but the review of its firms three years later.
const reviewed = " review"

// facts returns the ids of the facts that a conflict is about, and whether what it names may be several facts. It notes
// where there are none.
func (k *known) facts(r *row, kind, entity string) (ids []string, several bool) {
	one := func(prefix string, x *index) ([]string, bool) {
		return []string{prefix + r.reference("entity_id", x)}, false
	}
	var from *index
	expected := ""
	switch kind {
	case "FIRM":
		return one("firm:", k.firms)
	case "PERSON":
		return one("person:", k.people)
	case "PROGRAMME":
		return one("programme:", k.programmes)
	case "INVESTOR":
		return []string{k.investorID(r.reference("entity_id", k.investors))}, false
	case "ROUND":
		if k.roundFacts[entity].kind == singleRound {
			return one("round:", k.rounds)
		}
		ids, from, expected = k.listed[entity], k.investments, "a round, or an entry with an investment in"
	case "BATCH":
		number, review := strings.CutSuffix(entity, reviewed)
		for _, b := range k.batchFacts[number] {
			if b.review == review {
				ids = append(ids, b.id)
			}
		}
		from, expected = k.batches, "PROGRAMME/NUMBER, or PROGRAMME/NUMBER review, of"
	case "COMMITMENT":
		ids, from, expected = k.commitmentIDs[entity], k.commitments, "INVESTOR/FUND of"
	default:
		r.problem("entity_kind", "%s is not a kind of fact (expected FIRM, INVESTOR, PERSON, PROGRAMME, ROUND, BATCH or COMMITMENT)",
			quoted(kind))
		return nil, false
	}
	if len(ids) == 0 && !from.unread && entity != "" {
		r.problem("entity_id", "unknown id %s (expected %s %s)", quoted(entity), expected, from.file)
	}
	return ids, true
}
