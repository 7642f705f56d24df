package differential_test

import (
	"fmt"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/neo4j"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/internal/neo4jtest"
)

// greatSums returns a graph with three firms. The sum of the amounts of one's rounds is above the range of int64 in
// hundredths, that of another's is below it, and that of the third's is the maximum.
func greatSums() history {
	var facts []fact
	firm := func(id string, rounds int, amount, last int64) {
		facts = append(facts, fact{node: &model.Node{
			Label: model.Firm, Properties: model.Properties{model.ID: "firm:" + id, model.Name: id, model.City: "all"},
		}})
		for i := range rounds + 1 {
			money := model.Money{Amount: amount, Currency: []string{"CNY", "USD"}[i%2]}
			if i == rounds {
				money.Amount, amount = last, last
			}
			usd := amount
			money.USD = &usd
			round := fmt.Sprintf("round:%s-%d", id, i)
			facts = append(facts, fact{node: &model.Node{Label: model.Round, Properties: model.Properties{
				model.ID: round, model.Name: id, model.AmountRaised: money,
			}}}, fact{relationship: &model.Relationship{
				Type: model.Raised, From: "firm:" + id, To: round, Properties: model.Properties{model.ID: round},
			}})
		}
	}
	const most = 9223 // multiples of MaxAmount fit an int64
	firm("above", most+100, model.MaxAmount, 1)
	firm("below", most+100, -model.MaxAmount, -1)
	firm("within", most, model.MaxAmount, 372_036_854_775_807)
	return history{facts}
}

// askSums queries the sums, and filters and orders by them.
func askSums(t *testing.T, c *compared) {
	t.Helper()
	const number = "{ count min max sum average median percentile(at: $at) }"
	const ofRounds = "{ count amount { count usd " + number + " currencies { currency value " + number + " } } }"
	for _, text := range []string{
		"query($at: Decimal!) { rounds { aggregate " + ofRounds + " } " +
			"firms(orderBy: [{rounds: {by: {nodes: {amount: {usd: {sum: DESC}}}}}}]) { nodes { id rounds { aggregate { nodes " + ofRounds + " } } } } }",
		"query($at: Decimal!) { firms { groups(by: [CITY]) { nodes { key { city } aggregate { rounds " + ofRounds + " } } } } " +
			"rounds { groups(by: [ROUND_NAME], orderBy: [{amount: {usd: {sum: ASC}}}]) { nodes { key { roundName } aggregate " + ofRounds + " } } } }",
	} {
		for _, at := range []string{"0.3333", "1"} {
			if _, found := c.once(t.Context(), document{text: text}, map[string]any{"at": at}); found != nil {
				t.Fatal(found)
			}
		}
	}
	for _, operator := range []string{"eq", "gt", "lte"} {
		for _, of := range []string{"usd: {sum: {%s: $sum}}", `inCurrency: {currency: "CNY", sum: {%s: $sum}}`} {
			of = fmt.Sprintf(of, operator)
			d := document{text: "query($sum: Decimal) { firms(filter: {rounds: {aggregate: {nodes: {amount: {" + of + "}}}}}) { nodes { id } } " +
				"rounds { groups(by: [ROUND_NAME], filter: {amount: {" + of + "}}) { nodes { count } } } }"}
			for _, value := range []string{"92233720368547758.07", "-92233720368547758.07"} {
				if _, found := c.once(t.Context(), d, map[string]any{"sum": value}); found != nil {
					t.Fatal(found)
				}
			}
		}
	}
	if c.counts.evaluated != c.counts.queries || c.counts.queries < 16 {
		t.Errorf("of %d queries %d were answered", c.counts.queries, c.counts.evaluated)
	}
}

// TestGreatSums compares SQLite with the oracle for sums beyond int64.
func TestGreatSums(t *testing.T) {
	c, err := embedded(t, newCounter(0), func(s store.Store) store.Store { return s })(greatSums())
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	askSums(t, c)
}

// TestGreatSumsOnNeo4j compares Neo4j as well.
func TestGreatSumsOnNeo4j(t *testing.T) {
	c := onBoth(t, greatSums(), newCounter(0))
	defer c.close()
	askSums(t, c)
}

// onBoth loads a graph into SQLite and Neo4j.
func onBoth(t *testing.T, h history, counts *counter) *compared {
	t.Helper()
	config := forTest(t)
	neo4jtest.Empty(t)
	left, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	right, err := neo4j.Open(t.Context(), config)
	if err != nil {
		_ = left.Close()
		t.Fatal(err)
	}
	c, err := compare(t.Context(), h, left, right, counts)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
