package seed

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// An investment needs a row of rounds.csv, even if its page does not name a single round. Such an entry is a list of
// shareholders, or the sum of several rounds. Its investments are facts, but their investors need not have been in the same
// round. The entry therefore becomes no Round, and its investments have no round.

// roundKind is the kind of an entry of rounds.csv.
type roundKind uint8

const (
	singleRound roundKind = iota
	severalRounds
	shareholders
)

// roundKinds has the kinds as rounds.csv writes them.
var roundKinds = map[string]roundKind{"ROUND": singleRound, "SEVERAL_ROUNDS": severalRounds, "SHAREHOLDERS": shareholders}

// selectInvestors is the name of an entry that is a list of shareholders even if its kind is empty.
const selectInvestors = "Unspecified (select investors)"

// round has the values of a row of rounds.csv that investments need.
type round struct {
	firm string
	date model.PartialDate // the zero value if unknown
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
		// An invalid date becomes the zero value; readRound has already reported it.
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

// roundEntry is a row of rounds.csv: its kind, and the node and relationship that it becomes if it is a single round.
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

// roundKind returns the kind of an entry: the value of the column, or if it is empty, the kind that the name implies. The
// default is a single round.
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

// warnOfEmptyEntries warns of entries that are not single rounds and have no investments: nothing of them is loaded.
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

// expectNothing reports a problem for each of the columns that is not empty.
func (r *row) expectNothing(such string, columns ...string) {
	for _, column := range columns {
		if v := r.value(column); v != "" {
			r.problem(column, "%s %s (expected empty)", quoted(v), such)
		}
	}
}

// precision checks date_precision against the date of announced_on. The column may be empty, since the form of the date
// implies its precision.
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
