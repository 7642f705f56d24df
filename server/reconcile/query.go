package reconcile

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/match"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/planner"
	"github.com/stakegraph/stakegraph/graph/search"
)

// reconciliationQuery is a query of a batch.
type reconciliationQuery struct {
	Query      string
	Type       typeIDs
	TypeStrict string
	Limit      float64
	Properties []propertyCondition
}

// UnmarshalJSON decodes a query.
func (q *reconciliationQuery) UnmarshalJSON(text []byte) error {
	return readMembers(text, map[string]any{
		"query": &q.Query, "type": &q.Type, "type_strict": &q.TypeStrict, "limit": &q.Limit, "properties": &q.Properties,
	})
}

// propertyCondition is a value that candidates should have.
type propertyCondition struct {
	Pid string
	V   propertyValue
}

// UnmarshalJSON decodes a condition.
func (c *propertyCondition) UnmarshalJSON(text []byte) error {
	return readMembers(text, map[string]any{"pid": &c.Pid, "v": &c.V})
}

// readMembers decodes members of a JSON object by their exact names. encoding/json would accept "QUERY" for "query"
// too.
func readMembers(text []byte, into map[string]any) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		return err
	}
	for name, value := range members {
		if place, known := into[name]; known {
			if err := json.Unmarshal(value, place); err != nil {
				return err
			}
		}
	}
	return nil
}

// typeIDs are one id or a list of ids.
type typeIDs []string

// UnmarshalJSON accepts both.
func (t *typeIDs) UnmarshalJSON(text []byte) error {
	var one string
	if json.Unmarshal(text, &one) == nil {
		*t = nil
		if one != "" {
			*t = typeIDs{one}
		}
		return nil
	}
	return json.Unmarshal(text, (*[]string)(t))
}

// propertyValue is the first value of a property, as text. The value can be a text, a number, an entity, or a list.
type propertyValue string

// UnmarshalJSON accepts all of these.
func (v *propertyValue) UnmarshalJSON(text []byte) error {
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		return err
	}
	if list, isList := value.([]any); isList {
		if len(list) == 0 {
			return nil
		}
		value = list[0]
	}
	switch value := value.(type) {
	case string:
		*v = propertyValue(value)
	case float64:
		*v = propertyValue(strconv.FormatFloat(value, 'f', -1, 64))
	case map[string]any:
		for _, key := range []string{"name", "id"} {
			if name, is := value[key].(string); is && name != "" {
				*v = propertyValue(name)
				break
			}
		}
	}
	return nil
}

// The response to a batch.
type (
	reconciliationResult struct {
		Result []reconciliationCandidate `json:"result"`
		// Error is the reason why this query has no result; others of the batch may have one. The specification
		// requires a result and allows additional members such as this one.
		Error string `json:"error,omitempty"`
	}
	reconciliationCandidate struct {
		ID       string    `json:"id"`
		Name     string    `json:"name"`
		Type     []named   `json:"type"`
		Score    float64   `json:"score"`
		Match    bool      `json:"match"`
		Features []feature `json:"features"`
	}
	feature struct {
		ID    string  `json:"id"`
		Value float64 `json:"value"`
	}
	named struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	}
)

// The ids of the service's properties.
const (
	cityProperty    = "city"
	sectorProperty  = "sector"
	foundedProperty = "foundedYear"
)

// percent is the value of the score 1 in a response.
const percent = 100

// percentOf returns a score for a response, rounded to two decimals.
func percentOf(score float64) float64 { return math.Round(score*percent*percent) / percent }

// usualCandidates is the default number of candidates.
const usualCandidates = 5

// reconcile answers a batch of queries. It looks up all of them together. An invalid query has an error and no
// candidates, and does not affect the others.
func (s *service) reconcile(ctx context.Context, text string) (any, error) {
	var batch map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &batch); err != nil {
		return nil, fmt.Errorf("%w: parameter `queries`: not a JSON object of queries", errRequest)
	}
	if len(batch) > planner.MaxRows {
		return nil, fmt.Errorf("%w: %d queries are given; at most %d are allowed", errRequest, len(batch), planner.MaxRows)
	}
	answer := make(map[string]reconciliationResult, len(batch))
	var (
		keys    []string // of the valid queries
		queries []reconciliationQuery
		rows    []match.Row
	)
	for _, key := range slices.Sorted(maps.Keys(batch)) {
		query, row, err := readQuery(batch[key])
		if err != nil {
			answer[key] = reconciliationResult{Result: []reconciliationCandidate{}, Error: err.Error()}
			continue
		}
		keys, queries, rows = append(keys, key), append(queries, query), append(rows, row)
	}
	matched, err := match.MatchAll(rows, match.DefaultThreshold, planner.MaxHits, s.lookUp(ctx, true))
	if err != nil {
		return nil, err
	}
	for i, key := range keys {
		answer[key] = queries[i].result(rows[i].Labels, matched[i])
	}
	return answer, nil
}

// readQuery decodes one query of a batch.
func readQuery(text json.RawMessage) (reconciliationQuery, match.Row, error) {
	var query reconciliationQuery
	if err := json.Unmarshal(text, &query); err != nil {
		return query, match.Row{}, fmt.Errorf("%w: the query is malformed: write a JSON object with `query` and, optionally, `type`, `type_strict`, "+
			"`limit` and `properties`", errRequest)
	}
	row, err := query.row()
	return query, row, err
}

func (q reconciliationQuery) row() (match.Row, error) {
	row := match.Row{Name: q.Query}
	texts := []string{q.Query}
	for _, id := range q.Type {
		label, known := model.ParseLabel(id)
		if !known || !search.Kinds.Has(label) {
			return row, fmt.Errorf("%w: unknown type %q; the types are %s", errRequest, id, idsOf(types()))
		}
		row.Labels |= label.Set()
	}
	for _, p := range q.Properties {
		value := string(p.V)
		texts = append(texts, value)
		switch p.Pid {
		case cityProperty:
			row.City = value
		case sectorProperty:
			row.Sector = value
		case foundedProperty:
			if year, err := strconv.ParseInt(value, 10, 32); err == nil {
				row.FoundedYear = year
			}
		}
	}
	for _, text := range texts {
		if len(text) > search.MostText {
			return row, fmt.Errorf("%w: the text has %d bytes; at most %d are allowed", errRequest, len(text), search.MostText)
		}
	}
	return row, nil
}

// result returns the candidates of a query. Candidates of other types are excluded, unless type_strict is "should".
func (q reconciliationQuery) result(labels model.LabelSet, matched []match.Matched) reconciliationResult {
	limit := usualCandidates
	if q.Limit >= 1 {
		limit = int(min(q.Limit, planner.MaxHits))
	}
	result := reconciliationResult{Result: []reconciliationCandidate{}}
	for _, m := range matched {
		label := m.Node.Label
		if labels != 0 && !labels.Has(label) && q.TypeStrict != "should" || len(result.Result) == limit {
			continue
		}
		c := reconciliationCandidate{
			ID: m.Node.ID(), Name: displayName(m.Node), Type: []named{{label.String(), typeNames[label]}},
			Score: percentOf(m.Score), Match: m.Accepted,
		}
		for _, r := range m.Reasons {
			c.Features = append(c.Features, feature{r.Of.String(), r.Score})
		}
		result.Result = append(result.Result, c)
	}
	return result
}

// displayName returns the name of a node, followed by its Chinese name.
func displayName(n model.Node) string {
	name, known := n.Properties[model.Name].(string)
	if !known {
		name, _ = n.Properties[model.Title].(string)
	}
	if chinese, has := n.Properties[model.NameZh].(string); has && chinese != name {
		return name + " (" + chinese + ")"
	}
	return name
}
