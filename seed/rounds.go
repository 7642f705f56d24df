package seed

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Investments need a row of rounds.csv, also where a page names no single round. Such an entry is a list of shareholders,
// or several rounds that the page takes together. Its investments are facts, but those who made them need not have been in
// one round: no Round is made of it, and its investments lead to none.

// roundKind is what an entry of rounds.csv is.
type roundKind uint8

const (
	singleRound roundKind = iota
	severalRounds
	shareholders
)

// roundKinds are the kinds as rounds.csv writes them.
var roundKinds = map[string]roundKind{"ROUND": singleRound, "SEVERAL_ROUNDS": severalRounds, "SHAREHOLDERS": shareholders}

// selectInvestors is the name of entries that are lists of shareholders without saying so.
const selectInvestors = "Unspecified (select investors)"

// round is what investments need of a row of rounds.csv.
type round struct {
	firm string
	date model.PartialDate // the zero value where it is not known
	kind roundKind
}

var roundsFile = file{
	name: "rounds.csv",
	columns: []string{
		"id", "firm_id", "name", "announced_on", "date_precision", "amount", "currency", "source_id", "kind",
	},
	optional: []string{"kind"},
	check: func(k *known, r *row) {
		entry := readRound(k, r)
		id, ok := k.rounds.add(r, r.value("id"), "id")
		if !ok {
			return
		}
		fact := round{firm: strings.Clone(entry.raised.From), kind: entry.kind}
		// A date with a problem is none; the row is rejected in any case.
		fact.date, _ = model.ParsePartialDate(r.value("announced_on"))
		k.roundFacts[id] = fact
	},
	write: func(k *known, r *row, w *target) error {
		entry := readRound(k, r)
		if entry.kind != singleRound {
			return nil
		}
		if err := w.Node(entry.node); err != nil {
			return err
		}
		return w.Relationship(entry.raised)
	},
}

// roundEntry is a row of rounds.csv: its kind, and what becomes of it where it is a single round.
type roundEntry struct {
	kind   roundKind
	node   model.Node
	raised model.Relationship
}

func readRound(k *known, r *row) roundEntry {
	id, firm := r.id(), r.reference("firm_id", k.firms)
	p := model.Properties{model.ID: "round:" + id}
	r.requiredText(p, model.Name, "name")
	r.date(p, model.AnnouncedOn, "announced_on")
	r.precision(p)
	r.money(p, model.AmountRaised, "amount", "currency")
	r.source(p, k)
	kind := r.roundKind()
	switch kind {
	case singleRound:
	case severalRounds:
		r.expectNothing("is not allowed for an entry of several rounds", "amount", "currency")
	case shareholders:
		r.expectNothing("is not allowed for a list of shareholders", "announced_on", "date_precision", "amount", "currency")
	default:
		panic("seed: an unknown kind of round")
	}
	return roundEntry{
		kind: kind,
		node: model.Node{Label: model.Round, Properties: p},
		raised: model.Relationship{
			Type: model.Raised, From: "firm:" + firm, To: "round:" + id,
			Properties: model.Properties{model.ID: "raised:" + id, model.Sources: p[model.Sources]},
		},
	}
}

// roundKind returns the kind that a row of rounds.csv states, or that its name does. What states none is a single round.
func (r *row) roundKind() roundKind {
	v := r.value("kind")
	kind, ok := roundKinds[strings.ToUpper(v)]
	byName := r.value("name") == selectInvestors
	switch {
	case v == "" && byName:
		return shareholders
	case v == "":
		return singleRound
	case !ok:
		r.problem("kind", "%s is not a kind of entry (expected ROUND, SEVERAL_ROUNDS or SHAREHOLDERS"+optional+
			" for ROUND)", quoted(v))
	case byName && kind != shareholders:
		r.problem("kind", "%s is not allowed for an entry with the name %s, a list of shareholders (expected SHAREHOLDERS"+optional+
			")", quoted(v), quoted(selectInvestors))
	}
	return kind
}

// warnOfEmptyEntries says where an entry is no single round and has no investment, so that nothing of it is loaded.
func (k *known) warnOfEmptyEntries() {
	var empty []string
	for id, entry := range k.roundFacts {
		if entry.kind != singleRound && len(k.listed[id]) == 0 {
			empty = append(empty, id)
		}
	}
	slices.SortFunc(empty, func(a, b string) int { return k.rounds.lines[a] - k.rounds.lines[b] })
	for _, id := range empty {
		k.warnings.add(Problem{k.rounds.file, k.rounds.lines[id], 1, fmt.Sprintf("id: %s is not a single round and has no "+
			"investments; it is not loaded (add its investments, or remove it)", quoted(id))})
	}
}

// expectNothing notes what stands in columns that hold nothing in such a row.
func (r *row) expectNothing(such string, columns ...string) {
	for _, column := range columns {
		if v := r.value(column); v != "" {
			r.problem(column, "%s %s (expected empty)", quoted(v), such)
		}
	}
}

// precision notes where date_precision is not that of announced_on. The date's form says it too, so it may be missing.
func (r *row) precision(p model.Properties) {
	v := r.value("date_precision")
	if v == "" {
		return
	}
	precision, ok := map[string]model.Precision{
		"year": model.YearPrecision, "month": model.MonthPrecision, "day": model.DayPrecision,
	}[v]
	date, dated := p[model.AnnouncedOn].(model.PartialDate)
	switch {
	case !ok:
		r.problem("date_precision", "%s is not a precision (expected year, month or day"+optional+")", quoted(v))
	case r.has("announced_on"):
	case !dated:
		r.problem("date_precision", "%s is not allowed without a date (expected empty)", quoted(v))
	case date.Precision != precision:
		r.problem("date_precision", "%s does not match the date %s (expected year for YYYY, month for YYYY-MM, day for "+
			day+")", quoted(v), date)
	}
}
