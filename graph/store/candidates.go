package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
)

// Searcher finds nodes by the terms of their names. search.Terms derives the terms, and the store's full-text index
// stores them.
type Searcher interface {
	// Candidates sends one statement, and returns the candidates of each lookup, unordered. A candidate has the degree
	// of its node: the number of its relationships with types of the vocabulary, at any time. A relationship from a
	// node to itself counts twice. Most must be the same in all lookups. With sectors, firms have their sectors, in the
	// order of their ids. The statement sees every load that returned before it began, and its errors are those of Run.
	Candidates(ctx context.Context, lookups []search.Lookup, sectors bool) ([][]search.Candidate, error)
}

// CandidateProperties are the properties of a candidate, in their order in a record of candidates.
var CandidateProperties = []model.Property{
	model.Name, model.NameZh, model.Title, model.Aliases, model.City, model.Province, model.FoundedYear,
}

var errCandidates = errors.New("malformed record of candidates")

// ReadCandidates reads a record with a list of candidates for each lookup. A candidate has an id, a label, a degree,
// the CandidateProperties, and null or its sectors, each with id, name and nameZh.
func ReadCandidates(r *Record) (all [][]search.Candidate, err error) {
	for i, end := r.Root()+1, r.Next(r.Root()); i < end; i = r.Next(i) {
		found := []search.Candidate{}
		for j, end := i+1, r.Next(i); j < end; j = r.Next(j) {
			c, err := readCandidate(r, j)
			if err != nil {
				return nil, err
			}
			found = append(found, c)
		}
		all = append(all, found)
	}
	return all, nil
}

func readCandidate(r *Record, at int) (search.Candidate, error) {
	var cells []int
	for i, end := at+1, r.Next(at); i < end; i = r.Next(i) {
		cells = append(cells, i)
	}
	const before = 3 // the id, the label and the degree
	if len(cells) != before+len(CandidateProperties)+1 {
		return search.Candidate{}, fmt.Errorf("%w: a candidate has %d values", errCandidates, len(cells))
	}
	label, known := model.ParseLabel(r.Text(cells[1]))
	if !known {
		return search.Candidate{}, fmt.Errorf("%w: a candidate has an unknown label", errCandidates)
	}
	if r.Kind(cells[2]) != Integer {
		return search.Candidate{}, fmt.Errorf("%w: a candidate has no relationship count", errCandidates)
	}
	stated := model.Properties{model.ID: r.Text(cells[0])}
	for i, p := range CandidateProperties {
		switch cell := cells[before+i]; r.Kind(cell) {
		case Null:
		case Integer:
			stated[p] = r.Int(cell)
		case List:
			stated[p] = readTexts(r, cell)
		case String, JSONString:
			stated[p] = r.Text(cell)
		default:
			panic("store: a candidate with a truth value")
		}
	}
	c := search.Candidate{Node: model.Node{Label: label, Properties: stated}, Degree: r.Int(cells[2])}
	if last := cells[len(cells)-1]; r.Kind(last) == List {
		for i, end := last+1, r.Next(last); i < end; i = r.Next(i) {
			texts := readTexts(r, i)
			if len(texts) != 3 {
				return search.Candidate{}, fmt.Errorf("%w: a sector has %d values", errCandidates, len(texts))
			}
			c.Sectors = append(c.Sectors, search.Sector{ID: texts[0], Name: texts[1], NameZh: texts[2]})
		}
	}
	return c, nil
}

// readTexts returns a list of texts, with "" for null.
func readTexts(r *Record, list int) []string {
	var texts []string
	for i, end := list+1, r.Next(list); i < end; i = r.Next(i) {
		texts = append(texts, r.Text(i))
	}
	return texts
}
