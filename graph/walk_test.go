package graph_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph"
	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/planner"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestWalksOfAChangingGraph uses a graph that is small enough for the race detector, but has several pages.
func TestWalksOfAChangingGraph(t *testing.T) { walkChangingGraph(t, 480) }

// walkChangingGraph reads all firms page by page, in every order by a property and in some by aggregates of
// relationships, forwards and backwards, while firms are added and others change their sort values. Each unchanged
// firm must occur once, and the backward order must be the reverse of the forward order.
func walkChangingGraph(t *testing.T, firms int) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "walk.db"))
	if err != nil {
		t.Fatal(err)
	}
	market := &changing{firms: firms, chance: rand.New(rand.NewPCG(1, 2))}
	if _, err := s.Load(t.Context(), market.fill); err != nil {
		t.Fatal(err)
	}
	stayed := map[string]bool{}
	for i := range market.firms {
		if market.stays(i) {
			stayed[walkedID(i)] = true
		}
	}
	pages := planner.Pages{Default: firms / 6, Most: firms / 6}
	walk := &walk{
		executor: serve(engine.Config{Store: s, Logger: slog.New(slog.DiscardHandler), Pages: pages}),
		page:     firms / 6, stayed: stayed, change: make(chan struct{}), changed: make(chan struct{}),
	}
	ended := make(chan error)
	ctx, stop := context.WithCancel(t.Context())
	go func() { ended <- market.changes(ctx, s, walk.change, walk.changed) }()
	defer func() {
		stop()
		if err := errors.Join(<-ended, s.Close()); err != nil {
			t.Error(err)
		}
	}()
	for _, order := range firmOrders() {
		forwards := walk.through(t, walkForwards, order)
		backwards := walk.through(t, walkBackwards, order)
		slices.Reverse(backwards)
		if !slices.Equal(forwards, backwards) {
			t.Errorf("by %s: backwards is another order than forwards", order)
		}
	}
}

// firmOrders returns an order by each property of FirmOrder, alternating between the directions, and some by several
// keys and by aggregates of relationships.
func firmOrders() []string {
	schema := stakegraph.NewExecutableSchema(stakegraph.Config{}).Schema()
	directions := schema.Types["Direction"].EnumValues
	var orders []string
	add := func(format, field string) {
		orders = append(orders, fmt.Sprintf(format, field, directions[len(orders)%len(directions)].Name))
	}
	for _, f := range schema.Types["FirmOrder"].Fields {
		switch inner := schema.Types[f.Type.Name()]; {
		case inner.Kind == ast.Enum:
			add("{%s: %s}", f.Name)
		case inner.Name == "MoneyOrder":
			for _, part := range inner.Fields {
				add("{"+f.Name+": {%s: %s}}", part.Name)
			}
		}
	}
	return append(orders,
		"{city: ASC_NULLS_FIRST}, {unicornSince: DESC}, {name: ASC}",
		"{rounds: {by: {count: DESC}}}",
		"{rounds: {by: {nodes: {amount: {usd: {sum: ASC}}}}}}",
		"{rounds: {by: {nodes: {announcedOn: {max: DESC_NULLS_FIRST}}}}}",
		`{rounds: {filter: {node: {name: {eq: "A"}}}, by: {nodes: {amount: {inCurrency: {currency: "CNY", by: {min: ASC_NULLS_FIRST}}}}}}}, {country: DESC}`,
	)
}

const (
	walkForwards = `query($cursor: String, $page: Int) { firms(first: $page, after: $cursor, orderBy: [%s]) {
		nodes { id } pageInfo { more: hasNextPage cursor: endCursor } } }`
	walkBackwards = `query($cursor: String, $page: Int) { firms(last: $page, before: $cursor, orderBy: [%s]) {
		nodes { id } pageInfo { more: hasPreviousPage cursor: startCursor } } }`
)

// walk has the parameters of the walks.
type walk struct {
	executor        served
	page            int // the number of firms on a page
	stayed          map[string]bool
	change, changed chan struct{} // a change is requested, and has been loaded
}

// through returns the ids of the unchanged firms in the order of the pages; for pages from the end, in reverse. It
// checks that each occurs once. A change is loaded between the first page and the fourth.
func (w *walk) through(t *testing.T, format, order string) []string {
	t.Helper()
	var ids []string
	come := map[string]bool{}
	var cursor any
	for pages := 1; ; pages++ {
		var answer struct {
			Errors []any
			Data   struct {
				Firms struct {
					Nodes    []struct{ ID string }
					PageInfo struct {
						More   bool
						Cursor string
					}
				}
			}
		}
		_, body := post(t, w.executor, fmt.Sprintf(format, order), map[string]any{"cursor": cursor, "page": w.page})
		if err := json.Unmarshal([]byte(body), &answer); err != nil || len(answer.Errors) > 0 {
			t.Fatalf("by %s: %v %v", order, err, answer.Errors)
		}
		page := answer.Data.Firms
		if format == walkBackwards {
			slices.Reverse(page.Nodes)
		}
		for _, n := range page.Nodes {
			if !w.stayed[n.ID] {
				continue
			}
			if come[n.ID] {
				t.Errorf("by %s: %s comes twice", order, n.ID)
			}
			come[n.ID] = true
			ids = append(ids, n.ID)
		}
		switch pages {
		case 1:
			w.change <- struct{}{}
		case 3:
			<-w.changed
		}
		if !page.PageInfo.More {
			break
		}
		cursor = page.PageInfo.Cursor
	}
	if len(come) != len(w.stayed) {
		t.Errorf("by %s: of %d firms that stay %d come", order, len(w.stayed), len(come))
	}
	return ids
}

// changing is a graph of firms with rounds. Three in four firms do not change.
type changing struct {
	firms  int // the initial number of firms
	rounds int
	loads  int
	chance *rand.Rand
}

func (c *changing) stays(i int) bool { return i%4 != 0 }

func walkedID(i int) string { return fmt.Sprintf("firm:%07d", i) }

// fill writes the initial graph.
func (c *changing) fill(w store.Writer) error {
	for i := range c.firms {
		if err := c.firm(w, walkedID(i)); err != nil {
			return err
		}
		for range max(0, c.chance.IntN(5)-2) {
			if err := c.round(w, walkedID(i)); err != nil {
				return err
			}
		}
	}
	return nil
}

// changes loads a change for each request, until the context ends: new firms between the others, new values for some
// that change, and rounds for those.
func (c *changing) changes(ctx context.Context, l store.Loader, query <-chan struct{}, loaded chan<- struct{}) (errs error) {
	for {
		select {
		case <-ctx.Done():
			return errs
		case <-query:
		}
		if _, err := l.Load(ctx, c.change); err != nil && ctx.Err() == nil {
			errs = errors.Join(errs, err)
		}
		select {
		case <-ctx.Done():
			return errs
		case loaded <- struct{}{}:
		}
	}
}

func (c *changing) change(w store.Writer) error {
	c.loads++
	for n := range c.firms / 100 {
		id := walkedID(c.chance.IntN(c.firms/4) * 4)
		if n%8 == 0 {
			id += fmt.Sprintf("-%d", c.loads)
		}
		if err := c.firm(w, id); err != nil {
			return err
		}
		if n%4 == 0 {
			if err := c.round(w, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// firm writes a firm. Each optional value may be missing, and is often shared with other firms.
func (c *changing) firm(w store.Writer, id string) error {
	properties := model.Properties{model.ID: id, model.Name: c.text("firm", 5000)}
	for _, p := range model.Firm.Properties() {
		if properties[p] != nil || c.chance.IntN(3) == 0 {
			continue
		}
		switch p.Type() {
		case model.FoldedText:
			properties[p] = c.text(p.String(), 300)
		case model.Int:
			properties[p] = 1990 + c.chance.Int64N(30)
		case model.Amount:
			properties[p] = c.chance.Int64N(2000) - 100
		case model.MoneyType:
			properties[p] = c.money()
		case model.DateType:
			properties[p] = c.date()
		}
	}
	return w.Node(model.Node{Label: model.Firm, Properties: properties})
}

func (c *changing) round(w store.Writer, firm string) error {
	c.rounds++
	id := fmt.Sprintf("round:%d", c.rounds)
	round := model.Properties{model.ID: id, model.Name: c.text("", 3)}
	if c.chance.IntN(3) > 0 {
		round[model.AmountRaised] = c.money()
	}
	if c.chance.IntN(3) > 0 {
		round[model.AnnouncedOn] = c.date()
	}
	if err := w.Node(model.Node{Label: model.Round, Properties: round}); err != nil {
		return err
	}
	return w.Relationship(model.Relationship{
		Type: model.Raised, From: firm, To: id, Properties: model.Properties{model.ID: id},
	})
}

func (c *changing) text(word string, of int) string {
	return word + string(rune('A'+c.chance.IntN(of)))
}

func (c *changing) money() model.Money {
	money := model.Money{Amount: c.chance.Int64N(5000), Currency: []string{"CNY", "USD", "JPY"}[c.chance.IntN(3)]}
	if c.chance.IntN(2) == 0 {
		usd := c.chance.Int64N(5000)
		money.USD = &usd
	}
	return money
}

func (c *changing) date() model.PartialDate {
	year := 2000 + c.chance.Int64N(20)
	if c.chance.IntN(2) == 0 {
		return model.PartialDate{Earliest: year*10_000 + 101, Latest: year*10_000 + 1231, Precision: model.YearPrecision}
	}
	day := year*10_000 + 101 + c.chance.Int64N(12)*100
	return model.PartialDate{Earliest: day, Latest: day, Precision: model.DayPrecision}
}
