package storetest

import (
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// recorder is a Writer that records facts for tests and rejects what a store would reject.
type recorder struct {
	labels        map[string]model.Label // by id of the node
	ids           map[string]bool        // of relationships
	relationships []model.Relationship
	listed        int
	counts        map[string]int // of nodes by label, of relationships by type
	digest        uint64
}

func newRecorder() *recorder {
	return &recorder{labels: make(map[string]model.Label), ids: make(map[string]bool), counts: make(map[string]int)}
}

func (r *recorder) Node(n model.Node) error {
	if err := n.Validate(); err != nil {
		return err
	}
	if _, twice := r.labels[n.ID()]; twice {
		return fmt.Errorf("node %s is written twice", n.ID())
	}
	r.labels[n.ID()] = n.Label
	r.counts[n.Label.String()]++
	if n.Investor {
		r.listed++
	}
	r.add(n.Label, n.Investor, n.Properties)
	return nil
}

func (r *recorder) Relationship(rel model.Relationship) error {
	if err := rel.Validate(); err != nil {
		return err
	}
	from, isFrom := r.labels[rel.From]
	to, isTo := r.labels[rel.To]
	fromLabels, toLabels := rel.Type.Ends()
	switch {
	case !isFrom || !isTo:
		return fmt.Errorf("%s %s: an end of %s → %s is not written before", rel.Type, rel.ID(), rel.From, rel.To)
	case !fromLabels.Has(from) || !toLabels.Has(to):
		return fmt.Errorf("%s %s leads from %s to %s", rel.Type, rel.ID(), from, to)
	case r.ids[rel.ID()]:
		return fmt.Errorf("relationship %s is written twice", rel.ID())
	}
	r.ids[rel.ID()] = true
	r.counts[rel.Type.String()]++
	r.relationships = append(r.relationships, rel)
	r.add(rel.Type, rel.From, rel.To, rel.Properties)
	return nil
}

// add adds a fact to the digest. fmt prints a map in the order of its keys.
func (r *recorder) add(written ...any) {
	for i, v := range written {
		if p, isProperties := v.(model.Properties); isProperties {
			printable := make(map[model.Property]string, len(p))
			for property, value := range p {
				if m, isMoney := value.(model.Money); isMoney && m.USD != nil {
					value = fmt.Sprint(m.Amount, m.Currency, *m.USD)
				}
				printable[property] = fmt.Sprint(value)
			}
			written[i] = printable
		}
	}
	h := fnv.New64a()
	fmt.Fprint(h, r.digest, written)
	r.digest = h.Sum64()
}

func record(t *testing.T, s Shape) *recorder {
	t.Helper()
	r := newRecorder()
	if err := s.Fill(r); err != nil {
		t.Fatalf("Fill: %v", err)
	}
	return r
}

// degrees returns the number of investments of each investor and in each firm, ascending, including zeros.
func (r *recorder) degrees(s Shape) (byInvestor, byFirm map[string]int, investors, firms []int) {
	byInvestor, byFirm = make(map[string]int), make(map[string]int)
	for _, rel := range r.relationships {
		if rel.Type == model.InvestedIn {
			byInvestor[rel.From]++
			byFirm[rel.To]++
		}
	}
	ascending := func(degrees map[string]int, n int) []int {
		list := make([]int, n-len(degrees), n)
		for _, d := range degrees {
			list = append(list, d)
		}
		slices.Sort(list)
		return list
	}
	return byInvestor, byFirm, ascending(byInvestor, s.Investors), ascending(byFirm, s.Firms)
}

func TestStandardShape(t *testing.T) {
	r := record(t, Standard)
	byInvestor, byFirm, investors, firms := r.degrees(Standard)
	if got := r.counts["INVESTED_IN"]; got != Standard.Investments {
		t.Errorf("%d investments, want %d", got, Standard.Investments)
	}
	if r.listed != Standard.Investors {
		t.Errorf("%d nodes are listed as investors, want %d", r.listed, Standard.Investors)
	}
	within := func(what string, got, least, most int) {
		t.Helper()
		t.Logf("%s: %d", what, got)
		if got < least || got > most {
			t.Errorf("%s: %d, want %d to %d", what, got, least, most)
		}
	}
	at := func(list []int, perMille int) int { return list[(len(list)-1)*perMille/1000] }
	within("an investor's median", at(investors, 500), 1, 2)
	within("an investor's 900th of 1000", at(investors, 900), 6, 12)
	within("an investor's 990th of 1000", at(investors, 990), 40, 90)
	within("the greatest investor's", at(investors, 1000), 600, 3000)
	within("a firm's median", at(firms, 500), 1, 2)
	within("a firm's 900th of 1000", at(firms, 900), 6, 14)
	within("a firm's 990th of 1000", at(firms, 990), 30, 70)
	within("the greatest firm's", at(firms, 1000), 100, 400)
	within("firms without investments", countZeros(firms), 3000, 7000)
	within("investors of degree 1 to 3", countUpTo(investors, 3)-countZeros(investors), 9000, 13_000)

	within("state funds", r.counts["StateFund"], 400, 500)
	within("corporate investors that are not among the firms", r.counts["Firm"]-Standard.Firms, 1500, 1900)
	within("rounds", r.counts["Round"], 15_000, 40_000)
	within("investments without a round", countWithoutRound(r), 7000, 9000)
	within("investments that repeat a pair", countParallel(r), 1000, 20_000)
	within("people", r.counts["Person"], 25_000, 40_000)
	within("roles", r.counts["HAS_ROLE"], 25_000, 40_000)
	within("designations", r.counts["DESIGNATED"], 15_000, 25_000)
	within("activities", r.counts["OPERATES_IN"], 20_000, 30_000)
	within("commitments", r.counts["COMMITTED_TO"], 1500, 2000)
	within("conflicts", r.counts["Conflict"], 600, 600)

	if hub := Standard.Hub(); byInvestor[hub] != at(investors, 1000) {
		t.Errorf("Hub: %s with %d investments, the greatest has %d", hub, byInvestor[hub], at(investors, 1000))
	}
	if hub := Standard.HubFirm(); byFirm[hub] != at(firms, 1000) {
		t.Errorf("HubFirm: %s with %d investments, the greatest has %d", hub, byFirm[hub], at(firms, 1000))
	}
}

func countZeros(ascending []int) int { return countUpTo(ascending, 0) }

func countUpTo(ascending []int, most int) int {
	n, _ := slices.BinarySearch(ascending, most+1)
	return n
}

func countWithoutRound(r *recorder) int {
	n := 0
	for _, rel := range r.relationships {
		if _, known := rel.Properties[model.RoundID]; rel.Type == model.InvestedIn && !known {
			n++
		}
	}
	return n
}

// countParallel counts the investments of an investor in a firm after the first.
func countParallel(r *recorder) int {
	seen, n := make(map[[2]string]bool), 0
	for _, rel := range r.relationships {
		if rel.Type != model.InvestedIn {
			continue
		}
		pair := [2]string{rel.From, rel.To}
		if seen[pair] {
			n++
		}
		seen[pair] = true
	}
	return n
}

// TestRoundsHaveOneFirm checks that the investments of a round are in the firm that raised it, with no investor twice.
func TestRoundsHaveOneFirm(t *testing.T) {
	r := record(t, Shape{Firms: 300, Investors: 200, Investments: 1500, Seed: 3})
	raisedBy, investors := make(map[string]string), make(map[string]int)
	for _, rel := range r.relationships {
		if rel.Type == model.Raised {
			raisedBy[rel.To] = rel.From
		}
	}
	together, shared := make(map[[2]string]bool), 0
	for _, rel := range r.relationships {
		round, known := rel.Properties[model.RoundID].(string)
		if rel.Type != model.InvestedIn || !known {
			continue
		}
		if raisedBy[round] != rel.To {
			t.Errorf("%s is in %s, its round is %s's", rel.ID(), rel.To, raisedBy[round])
		}
		if together[[2]string{round, rel.From}] {
			t.Errorf("%s is in %s twice", rel.From, round)
		}
		together[[2]string{round, rel.From}] = true
		if investors[round]++; investors[round] == 2 {
			shared++
		}
	}
	if len(investors) != len(raisedBy) {
		t.Errorf("%d rounds have investors, %d were raised", len(investors), len(raisedBy))
	}
	if shared < len(raisedBy)/4 {
		t.Errorf("%d of %d rounds have several investors", shared, len(raisedBy))
	}
}

func TestGeneratedGraphIsDeterministic(t *testing.T) {
	s := Shape{Firms: 500, Investors: 400, Investments: 2000, Seed: 7}
	one, again := record(t, s), record(t, s)
	if one.digest != again.digest {
		t.Error("one shape gives two graphs")
	}
	s.Seed++
	if other := record(t, s); other.digest == one.digest {
		t.Error("two seeds give one graph")
	}
}

func TestSmallShapes(t *testing.T) {
	for _, s := range []Shape{
		{},
		{Firms: 1},
		{Investors: 1},
		{Firms: 1, Investors: 1, Investments: 1},
		{Firms: 1, Investors: 1, Investments: 5},
		{Firms: 2, Investors: 50, Investments: 60, Seed: 9},
		{Firms: 50, Investors: 2, Investments: 60, Seed: 9},
	} {
		t.Run(fmt.Sprintf("%+v", s), func(t *testing.T) {
			r := record(t, s)
			if got := r.counts["INVESTED_IN"]; got != s.Investments {
				t.Errorf("%d investments, want %d", got, s.Investments)
			}
			if (s.Hub() == "") != (s.Investments == 0) || (s.HubFirm() == "") != (s.Investments == 0) {
				t.Errorf("hubs %q and %q of %d investments", s.Hub(), s.HubFirm(), s.Investments)
			}
		})
	}
}

func TestImpossibleShape(t *testing.T) {
	for _, s := range []Shape{{Firms: 1, Investments: 1}, {Investors: 1, Investments: 1}} {
		if err := s.Fill(newRecorder()); !errors.Is(err, errShape) {
			t.Errorf("Fill of %+v: error %v, want %v", s, err, errShape)
		}
	}
}

// TestFillStops checks that Fill returns the error of any write.
func TestFillStops(t *testing.T) {
	s := Shape{Firms: 10, Investors: 8, Investments: 30, Seed: 1}
	full := &limited{Writer: newRecorder(), left: 1 << 30}
	if err := s.Fill(full); err != nil {
		t.Fatalf("Fill: %v", err)
	}
	writes := 1<<30 - full.left
	for n := range writes {
		if err := s.Fill(&limited{Writer: newRecorder(), left: n}); !errors.Is(err, errNoMore) {
			t.Fatalf("Fill that may write %d of %d: error %v, want %v", n, writes, err, errNoMore)
		}
	}
}

var errNoMore = errors.New("no more writes")

// limited is a Writer that accepts a limited number of writes.
type limited struct {
	store.Writer
	left int
}

func (l *limited) Node(n model.Node) error {
	if l.left == 0 {
		return errNoMore
	}
	l.left--
	return l.Writer.Node(n)
}

func (l *limited) Relationship(r model.Relationship) error {
	if l.left == 0 {
		return errNoMore
	}
	l.left--
	return l.Writer.Relationship(r)
}
