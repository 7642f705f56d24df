package seed

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// known has the results of the first pass: ids, and the values that references and ids of facts depend on.
type known struct {
	byFile map[string]*index // by the file's name; these are some of them:

	sources, sectors, firms, investors, people, programmes, rounds, batches, investments, commitments *index

	// The kinds of investors, and the properties from investors.csv of those that are also in firms.csv.
	kinds map[string]model.Label
	twins map[string]model.Properties

	firmNames map[string]string // ids of firms by their folded names
	stored    companies         // from before this load; empty in the first pass

	parents    []parent // of sectors
	roundFacts map[string]round

	// The facts that a conflict can refer to as a group: batches by PROGRAMME/NUMBER, commitments by INVESTOR/FUND, and the
	// investments of an entry that is not a single round, by its id in rounds.csv.
	batchFacts    map[string][]batch
	commitmentIDs map[string][]string
	listed        map[string][]string

	roles, subsidies, conflicts variants

	contested map[string]bool // ids of facts that a conflict is about

	warnings problems // likely mistakes that do not reject their rows
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

// unread marks a file whose rows could not be read, so that references to them are not checked.
func (k *known) unread(file string) { k.byFile[file].unread = true }

// index has the keys of a file's rows, with the line of each.
type index struct {
	file   string
	lines  map[string]int
	unread bool
}

// add adds a row under its key and returns a copy of the key. It reports a duplicate key as a problem. Columns are the
// columns of the key; if one of them has a problem, the row is not added.
func (x *index) add(r *row, key string, columns ...string) (string, bool) {
	if slices.ContainsFunc(columns, r.has) {
		return "", false
	}
	if line, taken := x.lines[key]; taken {
		r.taken(line, columns)
		return "", false
	}
	key = strings.Clone(key) // the original keeps its whole row in memory
	x.lines[key] = r.line()
	return key, true
}

func (x *index) has(key string) bool {
	_, ok := x.lines[key]
	return ok
}

// taken reports the problem that the row repeats the key of an earlier row.
func (r *row) taken(line int, columns []string) {
	values := make([]string, len(columns))
	for i, column := range columns {
		values[i] = quoted(r.value(column))
	}
	r.problemOf(columns, "%s duplicates line %d", strings.Join(values, ", "), line)
}

// warn adds a warning about a column's value.
func (k *known) warn(r *row, column, format string, args ...any) {
	line, at := r.position(column)
	k.warnings.add(Problem{r.table.file.name, line, at, column + ": " + fmt.Sprintf(format, args...)})
}

// reference returns an id of a row of another file. It reports a problem if that file has no such row.
func (r *row) reference(column string, x *index) string {
	id := r.required(column)
	if id != "" && !x.unread && !x.has(id) {
		r.problem(column, "unknown id %s (expected an id of %s)", quoted(id), x.file)
	}
	return id
}

// source sets the only source of the row's fact.
func (r *row) source(p model.Properties, k *known) string {
	id := r.reference("source_id", k.sources)
	p[model.Sources] = []string{"source:" + id}
	return id
}

// sources sets the sources of a node, which are in one column, separated by semicolons.
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
