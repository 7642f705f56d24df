package seed

import (
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// conflictColumns are all columns, and together the key: a row is a duplicate only if all of its values are equal.
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
			field := fieldName(fact, c.field)
			p := model.Properties{
				model.ID: id, model.FactID: fact, model.Field: field, model.OtherValue: c.value,
				model.Sources: []string{"source:" + c.source},
			}
			if w.conflicts.repeats(fact, field, c.value) {
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

// conflict is a row of conflicts.csv: a different value for a field of one or more facts.
type conflict struct {
	id                   string
	field, value, source string
	facts                []string // global ids
	several              bool     // the row's entity can be several facts, even if it is one now
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

// fieldNames maps names of columns to fields of the graph, where the two differ.
var fieldNames = map[string]string{
	"name_zh": "nameZh", "founded_year": "foundedYear", "unicorn_since": "unicornSince", "valuation_usd": "valuationUsd",
	"size_amount": "size", "announced_on": "announcedOn", "started_year": "startedYear", "validity_years": "validityYears",
	"firms": "firmCount",
}

// fieldName returns the name of the API's field for a column of a fact. Other texts, which describe a field in words, stay as
// they are.
func fieldName(fact, column string) string {
	if column == "level" && strings.HasPrefix(fact, "programme:") {
		return programmeLevel
	}
	if name, isColumn := fieldNames[column]; isColumn {
		return name
	}
	return column
}

// reviewed is the suffix of a batch's number that refers to the review of its firms three years later.
const reviewed = " review"

// facts returns the ids of the facts that a conflict is about, and whether its kind of entity can be several facts. It
// reports a problem if there are none.
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
