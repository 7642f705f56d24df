package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkRefusedLoad checks that a load with any failure changes nothing, whatever else it wrote and whatever was stored
// before.
func checkRefusedLoad(t *testing.T, open func(t *testing.T) store.Store) {
	errFill := errors.New("fill gave up")
	var cancel context.CancelFunc
	firm := node(model.Firm, "firm:new", nil)
	missing := func(from, to string) func(store.Writer) error {
		return func(w store.Writer) error {
			return w.Relationship(relationship(model.InvestedIn, "investment:new", from, to, nil))
		}
	}
	cases := []struct {
		name string
		fill func(store.Writer) error // after other writes
		want error
	}{
		{"fill gives up", func(store.Writer) error { return errFill }, errFill},
		{"no start", missing("investor:none", "firm:alpha"), store.ErrInvalid},
		{"no end", missing("investor:yun", "firm:none"), store.ErrInvalid},
		{"neither", missing("investor:none", "firm:none"), store.ErrInvalid},
		{"an end that comes later", func(w store.Writer) error {
			return errors.Join(missing("investor:yun", "firm:new")(w), w.Node(firm))
		}, store.ErrInvalid},
		{"an end that is a relationship", missing("investor:yun", "investment:yun-alpha-1"), store.ErrInvalid},
		{"a start of the wrong label", missing("person:wu", "firm:alpha"), store.ErrInvalid},
		{"an end of the wrong label", missing("investor:yun", "person:wu"), store.ErrInvalid},
		{"a round that is not there", func(w store.Writer) error {
			return w.Relationship(relationship(model.InvestedIn, "investment:new", "investor:yun", "firm:alpha",
				model.Properties{model.RoundID: "round:none"}))
		}, store.ErrInvalid},
		{"a round that is no round", func(w store.Writer) error {
			return w.Relationship(relationship(model.InvestedIn, "investment:new", "investor:yun", "firm:alpha",
				model.Properties{model.RoundID: "firm:alpha"}))
		}, store.ErrInvalid},
		{"an error that fill keeps to itself", func(w store.Writer) error {
			_ = missing("investor:none", "firm:alpha")(w)
			return nil
		}, store.ErrInvalid},
		{"an error that fill keeps to itself, and goes on", func(w store.Writer) error {
			_ = w.Node(model.Node{Label: model.Firm})
			return errors.Join(w.Node(firm), missing("investor:yun", "firm:new")(w))
		}, store.ErrInvalid},
		{"context cancelled", func(w store.Writer) error {
			cancel()
			return w.Node(firm)
		}, store.ErrCancelled},
		{"context cancelled last", func(store.Writer) error {
			cancel()
			return nil
		}, store.ErrCancelled},
		{"context cancelled, and fill keeps it to itself", func(w store.Writer) error {
			cancel()
			_ = w.Node(firm)
			return nil
		}, store.ErrCancelled},
	}
	for name, write := range invalidWrites() {
		cases = append(cases, struct {
			name string
			fill func(store.Writer) error
			want error
		}{name, write, store.ErrInvalid})
	}

	s := opened(t, open)
	loadFixture(t, s)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			before := wholeGraph(t, s)
			var ctx context.Context
			ctx, cancel = context.WithCancel(t.Context())
			defer cancel()
			_, err := s.Load(ctx, func(w store.Writer) error {
				if err := otherWrites().fill(w); err != nil {
					t.Errorf("a valid write: %v", err)
				}
				return c.fill(w)
			})
			if !errors.Is(err, c.want) {
				t.Errorf("Load: error %v, want %v", err, c.want)
			}
			expectUnchanged(t, s, before)
		})
	}
	t.Run("deadline passed", func(t *testing.T) {
		before := wholeGraph(t, s)
		ctx, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
		defer cancel()
		if _, err := s.Load(ctx, otherWrites().fill); !errors.Is(err, store.ErrTimeout) {
			t.Errorf("Load: error %v, want %v", err, store.ErrTimeout)
		}
		expectUnchanged(t, s, before)
	})
	t.Run("and then one that succeeds", func(t *testing.T) {
		f := otherWrites()
		expectTally(t, "load", load(t, s, f), store.Tally{Created: 4, Updated: 2})
		expect(t, s, at("firm:other", all(incoming(model.InvestedIn), id), all(incoming(model.HasRole), id)),
			atNode(singles("investor:idle"), singles("person:none")))
		investors := &plan.TotalCount{From: marked(model.AllLabels, model.Investor)}
		founders := &plan.TotalCount{From: marked(model.AllLabels, model.Founder)}
		expect(t, s, root(investors, founders), list{11, 3})
	})
	t.Run("in a fresh store", func(t *testing.T) { checkRefusedFirstLoad(t, open, errFill) })
}

// otherWrites are valid writes of every kind: new facts, changes, and facts that change markers.
func otherWrites() facts {
	return facts{
		nodes: []model.Node{
			node(model.Firm, "firm:other", model.Properties{model.Name: "other"}),
			node(model.Source, "source:gone", nil),
			node(model.Sector, "sector:tech", model.Properties{model.Name: "changed"}),
		},
		relationships: []model.Relationship{
			relationship(model.InvestedIn, "investment:other", "investor:idle", "firm:other", nil),
			relationship(model.HasRole, "role:other", "person:none", "firm:other", model.Properties{model.IsFounder: true}),
			relationship(model.PartOf, "part:hardware-tech", "sector:hardware", "sector:self", nil),
		},
	}
}

// invalidWrites each break one rule of the model.
func invalidWrites() map[string]func(store.Writer) error {
	writes := make(map[string]func(store.Writer) error)
	for name, n := range map[string]model.Node{
		"a node without an id":               {Label: model.Firm, Properties: model.Properties{model.Name: "new"}},
		"a node without properties":          {Label: model.Firm},
		"a node without a name":              {Label: model.Firm, Properties: model.Properties{model.ID: "firm:new"}},
		"a node of no known label":           node(model.Label(200), "firm:new", nil),
		"a property of another label":        node(model.Person, "person:new", model.Properties{model.City: "x"}),
		"a value of another type":            node(model.Firm, "firm:new", model.Properties{model.FoundedYear: "2012"}),
		"a value that is nil":                node(model.Firm, "firm:new", model.Properties{model.FoundedYear: nil}),
		"U+0000 in a text":                   node(model.Firm, "firm:new", model.Properties{model.Name: "a\x00b"}),
		"U+0000 in a list of texts":          node(model.Firm, "firm:new", model.Properties{model.Aliases: []string{"\x00"}}),
		"an empty list of texts":             node(model.Firm, "firm:new", model.Properties{model.Aliases: []string{}}),
		"an empty text":                      node(model.Firm, "firm:new", model.Properties{model.Website: ""}),
		"an amount too great":                node(model.Firm, "firm:new", model.Properties{model.ValuationUSD: int64(model.MaxAmount + 1)}),
		"money too small":                    node(model.Firm, "firm:new", model.Properties{model.Size: money(-model.MaxAmount-1, "CNY")}),
		"a currency that is none":            node(model.Firm, "firm:new", model.Properties{model.Size: money(1, "cny")}),
		"an enum's value that there is none": node(model.StateFund, "investor:new", model.Properties{model.Level: int64(3)}),
		"a date without a precision":         node(model.Firm, "firm:new", model.Properties{model.UnicornSince: model.PartialDate{}}),
	} {
		writes[name] = func(w store.Writer) error { return w.Node(n) }
	}
	for name, r := range map[string]model.Relationship{
		"a relationship without an id": {Type: model.Raised, From: "firm:alpha", To: "round:bare"},
		"a relationship of no known type": relationship(model.RelType(200), "raised:new", "firm:alpha",
			"round:bare", nil),
		"a role that does not say whether it is a founder's": {
			Type: model.HasRole, From: "person:wu", To: "firm:alpha",
			Properties: model.Properties{model.ID: "role:new", model.Title: "CEO"},
		},
		"a property of another type of relationship": relationship(model.Raised, "raised:new", "firm:alpha",
			"round:bare", model.Properties{model.Lead: true}),
		"a relationship's value of another type": relationship(model.InvestedIn, "investment:new", "investor:yun",
			"firm:alpha", model.Properties{model.Lead: int64(1)}),
	} {
		writes[name] = func(w store.Writer) error { return w.Relationship(r) }
	}
	return writes
}

func checkRefusedFirstLoad(t *testing.T, open func(t *testing.T) store.Store, errFill error) {
	s := opened(t, open)
	_, err := s.Load(t.Context(), func(w store.Writer) error {
		if err := fixture().fill(w); err != nil {
			t.Errorf("a valid write: %v", err)
		}
		return errFill
	})
	if !errors.Is(err, errFill) {
		t.Errorf("Load: error %v, want %v", err, errFill)
	}
	checkEmpty(t, s, true)
	expect(t, s, root(&plan.TotalCount{From: scan(model.AllLabels)}, all(lookup("firm:alpha"), id)), list{0, list{}})
	f := fixture()
	expectTally(t, "the same again", load(t, s, f), store.Tally{Created: len(f.nodes) + len(f.relationships)})
}
