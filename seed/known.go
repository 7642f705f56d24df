package seed

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// known is what the first reading keeps of the files: ids, and what references and ids of facts follow from.
type known struct {
	byFile map[string]*index // by the file's name, and of these:

	sources, sectors, firms, investors, people, programmes, rounds, batches, investments, commitments *index

	// The kinds of investors, and of those that are companies of firms.csv too, what investors.csv says of them.
	kinds map[string]model.Label
	twins map[string]model.Properties

	firmNames map[string]string // the ids of firms by their folded names
	stored    companies         // before this load; empty in the first reading

	parents    []parent // of sectors
	roundFacts map[string]round

	// The facts that a conflict can name together: batches by PROGRAMME/NUMBER, commitments by INVESTOR/FUND, and the
	// investments of an entry that is no single round, by its id in rounds.csv.
	batchFacts    map[string][]batch
	commitmentIDs map[string][]string
	listed        map[string][]string

	roles, subsidies, conflicts variants

	contested map[string]bool // the ids of facts that a conflict is about

	warnings problems // what is worth a look and keeps nothing from being loaded
}

func newKnown() *known {
	k := &known{
		byFile: map[string]*index{},
		kinds:  map[string]model.Label{}, twins: map[string]model.Properties{}, firmNames: map[string]string{},
		roundFacts: map[string]round{},
		batchFacts: map[string][]batch{}, commitmentIDs: map[string][]string{}, listed: map[string][]string{},
		roles: variants{}, subsidies: variants{}, conflicts: variants{}, contested: map[string]bool{},
	}
	for _, f := range files() {
		k.byFile[f.name] = &index{file: f.name, lines: map[string]int{}}
	}
	k.sources, k.sectors, k.firms = k.byFile["sources.csv"], k.byFile["sectors.csv"], k.byFile["firms.csv"]
	k.investors, k.people, k.programmes = k.byFile["investors.csv"], k.byFile["people.csv"], k.byFile["programmes.csv"]
	k.rounds, k.batches = k.byFile["rounds.csv"], k.byFile["batches.csv"]
	k.investments, k.commitments = k.byFile["investments.csv"], k.byFile["commitments.csv"]
	return k
}

// unread notes that a file's rows could not be read, so that nothing is said of references to them.
func (k *known) unread(file string) { k.byFile[file].unread = true }

// index has the keys of a file's rows, each with its line.
type index struct {
	file   string
	lines  map[string]int
	unread bool
}

// add enters the row under a key, which is to be the first of its kind, and returns a copy of the key to keep. Columns
// are those that make the key; where one of them has a problem, there is no key.
func (x *index) add(r *row, key string, columns ...string) (string, bool) {
	if slices.ContainsFunc(columns, r.has) {
		return "", false
	}
	if line, taken := x.lines[key]; taken {
		r.taken(line, columns)
		return "", false
	}
	key = strings.Clone(key) // else it keeps its whole row in memory
	x.lines[key] = r.line()
	return key, true
}

func (x *index) has(key string) bool {
	_, ok := x.lines[key]
	return ok
}

// taken notes that the row repeats the key of another.
func (r *row) taken(line int, columns []string) {
	values := make([]string, len(columns))
	for i, column := range columns {
		values[i] = quoted(r.value(column))
	}
	r.problemOf(columns, "%s duplicates line %d", strings.Join(values, ", "), line)
}

// warn notes what is worth a look in a column's value.
func (k *known) warn(r *row, column, format string, args ...any) {
	line, at := r.position(column)
	k.warnings.add(Problem{r.table.file.name, line, at, column + ": " + fmt.Sprintf(format, args...)})
}

// reference returns the id of a row of another file, and notes where there is no such row.
func (r *row) reference(column string, x *index) string {
	id := r.required(column)
	if id != "" && !x.unread && !x.has(id) {
		r.problem(column, "unknown id %s (expected an id of %s)", quoted(id), x.file)
	}
	return id
}

// source sets the one source of the row's fact.
func (r *row) source(p model.Properties, k *known) string {
	id := r.reference("source_id", k.sources)
	p[model.Sources] = []string{"source:" + id}
	return id
}

// sources sets the sources of a node, which stand in one column with semicolons between.
func (r *row) sources(p model.Properties, k *known) {
	const column = "source_ids"
	var ids, unknown []string
	for id := range strings.SplitSeq(r.required(column), ";") {
		id = strings.TrimSpace(id)
		if !k.sources.unread && !k.sources.has(id) {
			unknown = append(unknown, quoted(id))
		}
		if id = "source:" + id; !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(unknown) > 0 {
		r.problem(column, "unknown id %s (expected ids of %s, separated by ;)", strings.Join(unknown, ", "), k.sources.file)
	}
	p[model.Sources] = ids
}
