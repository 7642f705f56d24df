package oracle

import (
	"cmp"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/match"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
)

// The limits of a search and of a match.
const (
	mostHits = 50
	mostRows = 200
)

// kindLabels maps the values of SearchKind to labels.
var kindLabels = map[string]model.Label{
	"FIRM": model.Firm, "PERSON": model.Person, "VC_FUND": model.VCFund, "STATE_FUND": model.StateFund,
	"OTHER_INVESTOR": model.OtherInvestor, "SECTOR": model.Sector, "PROGRAMME": model.Programme, "SOURCE": model.Source,
}

// checkSearch refuses arguments of a search or a match that are out of range.
func checkSearch(arguments object) {
	if n, given := arguments["first"].(int64); given && (n < 1 || n > mostHits) {
		refuse("%d hits", n)
	}
	if kinds, given := arguments["kinds"].([]any); given && len(kinds) == 0 {
		refuse("no kinds")
	}
	if threshold, given := arguments["threshold"].(float64); given && (threshold < 0 || threshold > 1) {
		refuse("a threshold of %g", threshold)
	}
	if text, given := arguments["text"].(string); given {
		checkName(text)
	}
	rows, _ := arguments["rows"].([]any)
	if len(rows) > mostRows {
		refuse("%d rows", len(rows))
	}
	for _, row := range rows {
		for _, value := range row.(object) {
			if text, is := value.(string); is {
				checkName(text)
			}
		}
	}
}

func checkName(text string) {
	if len(text) > search.MostText {
		refuse("a name of %d bytes", len(text))
	}
}

// nameIndex finds nodes by their names.
type nameIndex struct{ *indexed }

// lookUp does the lookups of an index by a scan of all nodes.
func (f nameIndex) lookUp(lookups []search.Lookup) ([][]search.Candidate, error) {
	all := make([][]search.Candidate, len(lookups))
	for i, w := range lookups {
		type place struct {
			apart, along int64
			node         *model.Node
		}
		var found []place
		for _, n := range f.nodes {
			entry := search.NewEntry(*n)
			terms := strings.Fields(entry.Terms)
			has := func(term string) bool { return slices.Contains(terms, term) }
			fits := slices.ContainsFunc(w.AnyOf, func(all []string) bool {
				return !slices.ContainsFunc(all, func(term string) bool { return !has(term) })
			})
			if !fits || len(w.Kinds) > 0 && !slices.ContainsFunc(w.Kinds, has) {
				continue
			}
			p := place{entry.Key/search.KeyUnit - int64(w.Size), entry.Key, n}
			if p.apart < 0 {
				p.apart, p.along = -p.apart, -p.along
			}
			found = append(found, p)
		}
		slices.SortFunc(found, func(a, b place) int {
			return cmp.Or(cmp.Compare(a.apart, b.apart), cmp.Compare(a.along, b.along))
		})
		for _, p := range found[:min(len(found), w.Most)] {
			c := search.Candidate{Node: *p.node, Degree: f.degreeOf(p.node), Sectors: f.sectorsOf(p.node)}
			all[i] = append(all[i], c)
		}
	}
	return all, nil
}

// degreeOf counts the relationships that leave or reach a node, at any time.
func (f nameIndex) degreeOf(n *model.Node) (degree int64) {
	for _, t := range model.AllRelTypes() {
		degree += int64(len(f.whole.ends(n, t, true)) + len(f.whole.ends(n, t, false)))
	}
	return degree
}

func (f nameIndex) sectorsOf(n *model.Node) []search.Sector {
	var all []search.Sector
	for _, r := range f.ends(n, model.OperatesIn, false) {
		name, _ := r.node.Properties[model.Name].(string)
		nameZh, _ := r.node.Properties[model.NameZh].(string)
		all = append(all, search.Sector{ID: r.node.ID(), Name: name, NameZh: nameZh})
	}
	slices.SortFunc(all, func(a, b search.Sector) int { return strings.Compare(a.ID, b.ID) })
	return all
}

func (f nameIndex) search(arguments object) []thing {
	labels := search.Kinds
	if kinds, given := arguments["kinds"].([]any); given {
		labels = 0
		for _, kind := range kinds {
			labels |= kindLabels[kind.(string)].Set()
		}
	}
	prefix, _ := arguments["prefix"].(bool)
	hits, _ := search.NewQuery(arguments["text"].(string), prefix).Find(labels, firstOf(arguments, 10), f.lookUp) // never fails
	found := []thing{}
	for _, h := range hits {
		found = append(found, hit{"SearchResult", match.Matched{Hit: h}})
	}
	return found
}

func firstOf(arguments object, otherwise int) int {
	if n, given := arguments["first"].(int64); given {
		return int(n)
	}
	return otherwise
}

func (f nameIndex) match(arguments object) []thing {
	var rows []match.Row
	for _, given := range arguments["rows"].([]any) {
		var row match.Row
		values := given.(object)
		row.Name, _ = values["name"].(string)
		row.City, _ = values["city"].(string)
		row.Sector, _ = values["sector"].(string)
		row.FoundedYear, _ = values["foundedYear"].(int64)
		if kind, given := values["kind"].(string); given {
			row.Labels = kindLabels[kind].Set()
		}
		rows = append(rows, row)
	}
	threshold := match.DefaultThreshold
	if given, is := arguments["threshold"].(float64); is {
		threshold = given
	}
	matched, _ := match.MatchAll(rows, threshold, firstOf(arguments, 5), f.lookUp) // never fails
	found := []thing{}
	for i, candidates := range matched {
		found = append(found, matchedRow{int64(i), candidates})
	}
	return found
}

// matchedRow is a row with its candidates.
type matchedRow struct {
	number     int64
	candidates []match.Matched
}

func (matchedRow) typeName() string { return "MatchedRow" }

func (r matchedRow) field(_ *evaluation, f *ast.Field) any {
	if f.Name == "row" {
		return r.number
	}
	found := []thing{}
	for _, m := range r.candidates {
		found = append(found, hit{"MatchCandidate", m})
	}
	return found
}

// hit is a node that was found. The fields of its name are its fields too.
type hit struct {
	of string
	match.Matched
}

func (h hit) typeName() string { return h.of }

func (h hit) field(e *evaluation, f *ast.Field) any {
	switch f.Name {
	case "score":
		return h.Score
	case "match":
		return h.Accepted
	case "node":
		return node{row{node: e.graph.byID[h.Node.ID()]}}
	case "reasons":
		reasons := []thing{}
		for _, r := range h.Reasons {
			reasons = append(reasons, reason(r))
		}
		return reasons
	}
	return name(h.Hit)
}

type name search.Hit

func (name) typeName() string { return "NameMatch" }

func (n name) field(_ *evaluation, f *ast.Field) any {
	switch f.Name {
	case "name":
		return n.Name.Text
	case "matchedBy":
		return n.How.String()
	}
	return map[model.Property]string{
		model.Name: "NAME", model.NameZh: "NAME_ZH", model.Aliases: "ALIAS", model.Title: "TITLE",
	}[n.Name.Property]
}

type reason match.Reason

func (reason) typeName() string { return "MatchReason" }

func (r reason) field(_ *evaluation, f *ast.Field) any {
	switch f.Name {
	case "aspect":
		return r.Of.String()
	case "score":
		return r.Score
	}
	if r.Value == "" {
		return nil
	}
	return r.Value
}
