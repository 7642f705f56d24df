package neo4j

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/db"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestKeptValues holds that what is kept of a fact in the database says what the fact stated, for each type of property.
func TestKeptValues(t *testing.T) {
	tested := map[model.Type]bool{}
	for p, value := range map[model.Property]any{
		model.Size:         model.Money{Amount: 150005, Currency: "CNY"},
		model.From:         model.PartialDate{Earliest: 2019_05_01, Latest: 2019_05_31, Precision: model.PrecisionOf(2019_05_01, 2019_05_31)},
		model.Aliases:      []string{"a", "b"},
		model.Sources:      []string{"source:a"},
		model.FoundedYear:  int64(2016),
		model.Level:        int64(1),
		model.ValuationUSD: int64(1050),
		model.Lead:         true,
		model.Period:       "2019",
		model.City:         "北京",
		model.RoundID:      "round:a",
	} {
		tested[p.Type()] = true
		kept := stored(model.Properties{p: value})
		for name, v := range kept {
			if list, is := v.([]string); is { // as the driver gives it
				kept[name] = []any{}
				for _, s := range list {
					kept[name] = append(kept[name].([]any), s)
				}
			}
		}
		got, err := stated([]model.Property{p, model.Website}, kept)
		if diff := cmp.Diff(model.Properties{p: value}, got); err != nil || diff != "" {
			t.Errorf("%s: error %v (-want +got)\n%s", p, err, diff)
		}
		for name := range kept {
			kept[name] = struct{}{}
		}
		if got, err := stated([]model.Property{p}, kept); !errors.Is(err, errDecode) {
			t.Errorf("%s of another type: %v, %v, want errDecode", p, got, err)
		}
	}
	for _, p := range model.AllProperties() {
		if !tested[p.Type()] {
			t.Errorf("no property of the type of %s is kept", p)
		}
	}
}

// TestComparedTexts holds that a text is kept with what it is compared and sorted by, where that is another text.
func TestComparedTexts(t *testing.T) {
	const text = "Ab 𠀀"
	c := &cypher.Columns[model.City]
	want := map[string]any{
		c[plan.Whole]: text, c[plan.Whole] + cypher.OrderSuffix: cypher.OrderText(text),
		c[plan.Key]: model.Fold(text), c[plan.Key] + cypher.OrderSuffix: cypher.OrderText(model.Fold(text)),
	}
	if diff := cmp.Diff(want, stored(model.Properties{model.City: text})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if kept := stored(model.Properties{model.Period: "2019"}); len(kept) != 1 {
		t.Errorf("a plain text is kept as %v", kept)
	}
}

// TestDecode holds that a record has the values that the driver gives, and that its room is counted before.
func TestDecode(t *testing.T) {
	values := []any{"ab", int64(-7), nil, true, []any{"c", []any{}}}
	if cells, bytes := extent(values); cells != 8 || bytes != 3 {
		t.Errorf("%d cells with %d bytes, want 8 with 3", cells, bytes)
	}
	r, err := decode(values, nil)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []store.CellKind
	root := r.Root()
	for i, end := root+1, r.Next(root); i < end; i = r.Next(i) {
		kinds = append(kinds, r.Kind(i))
	}
	if diff := cmp.Diff([]store.CellKind{store.String, store.Integer, store.Null, store.Bool, store.List}, kinds); diff != "" {
		t.Errorf("kinds (-want +got)\n%s", diff)
	}
	if _, err := decode([]any{[]any{3.5}}, nil); !errors.Is(err, errDecode) {
		t.Errorf("a float: %v, want errDecode", err)
	}
}

// TestFailures holds what an error is for who asks: the end of the time comes first, then the code, then that nothing answers.
func TestFailures(t *testing.T) {
	late, cancelLate := context.WithTimeout(t.Context(), 0)
	defer cancelLate()
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	denied := &driver.Neo4jError{Code: "Neo.ClientError.Security.Unauthorized", Msg: "no"}
	for name, c := range map[string]struct {
		ctx   context.Context
		err   error
		want  error
		check string // what is said to check where the database is opened
	}{
		"late":        {late, denied, store.ErrTimeout, ""},
		"cancelled":   {cancelled, denied, store.ErrCancelled, ""},
		"denied":      {t.Context(), denied, store.ErrDenied, "check the user, the password or token"},
		"no database": {t.Context(), &driver.Neo4jError{Code: "Neo.ClientError.Database.DatabaseNotFound"}, store.ErrForeign, "check the name of the database"},
		"no server":   {t.Context(), errors.New("connection refused"), store.ErrUnavailable, "check the address, and that Neo4j is running"},
		"no Neo4j":    {t.Context(), &db.ProtocolError{}, store.ErrForeign, "check that the address is the Bolt address"},
	} {
		if err := failed(c.ctx, "run", c.err); !errors.Is(err, c.want) && name != "no Neo4j" || !errors.Is(err, c.err) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if err := new(Store).refused(c.ctx, c.err); !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.check) {
			t.Errorf("%s: refused with %v, want %v: %s", name, err, c.want, c.check)
		}
	}
}
