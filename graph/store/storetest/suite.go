package storetest

import (
	"slices"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Options says what a store promises beyond the contract.
type Options struct {
	// ReadsDuringLoad: Run answers while a load is under way, with what was there before. Without it Run may wait for
	// the load to end.
	ReadsDuringLoad bool
	// Snapshots: a stream sees the graph as it was at one moment. Without it, it may see parts of a load that is
	// committed meanwhile.
	Snapshots bool
}

// Run checks a store against the contract. It calls open for each fresh, empty store that it needs and closes it before
// it opens the next, so that a store with room for one graph alone can be checked too.
func Run(t *testing.T, open func(t *testing.T) store.Store, options Options) {
	t.Helper()
	RunReading(t, open)
	for _, subject := range writing {
		t.Run(subject.name, func(t *testing.T) { subject.check(t, open) })
	}
	t.Run("Visibility", func(t *testing.T) { checkVisibility(t, open, options) })
	t.Run("StreamBesideOthers", func(t *testing.T) { checkConcurrentStream(t, open, options) })
}

// RunReading checks what the contract says of reading alone, for a store that answers in another way than by default. It
// checks the subjects of these names, or all where none is given.
func RunReading(t *testing.T, open func(t *testing.T) store.Store, names ...string) {
	t.Helper()
	t.Run("Read", func(t *testing.T) {
		s := opened(t, open)
		loadFixture(t, s)
		for _, subject := range reading {
			if len(names) > 0 && !slices.Contains(names, subject.name) {
				continue
			}
			t.Run(subject.name, func(t *testing.T) {
				t.Parallel() // a database that plans each statement anew has most of the time for itself
				subject.check(t, s)
			})
		}
	})
}

// The subjects that only read, all from one store with the fixture.
var reading = []struct {
	name  string
	check func(t *testing.T, s store.Store)
}{
	{"Scan", checkScan},
	{"Lookup", checkLookup},
	{"Expand", checkExpand},
	{"Referring", checkBackReference},
	{"Related", checkByRelationshipID},
	{"Referred", checkReference},
	{"Cited", checkSources},
	{"Contradicted", checkConflicts},
	{"One", checkOne},
	{"Count", checkCount},
	{"On", checkOn},
	{"Predicate", checkPredicates},
	{"PredicateText", checkTextPredicates},
	{"PredicateSome", checkSome},
	{"PredicateSize", checkLargePredicates},
	{"Order", checkOrder},
	{"Measure", checkMeasures},
	{"Measured", checkMeasured},
	{"MeasureOrder", checkMeasureOrder},
	{"Groups", checkGroups},
	{"Members", checkGroupRows},
	{"Restricted", checkConditions},
	{"Page", checkPage},
	{"Walk", checkPaging},
	{"Columns", checkColumns},
	{"PlanShape", checkPlanShapes},
	{"PlanSize", checkPlanSizes},
	{"GroupSize", checkGroupSizes},
	{"Explain", checkExplain},
	{"Concurrency", checkConcurrency},
	{"Paths", checkPaths},
	{"Neighbourhood", checkNeighbourhood},
	{"Answer", checkAnswer},
	{"Allowance", checkAllowance},
	{"EndedContext", checkEndedContext},
}

// The subjects that write or close, each from stores of their own.
var writing = []struct {
	name  string
	check func(t *testing.T, open func(t *testing.T) store.Store)
}{
	{"Texts", checkTexts},
	{"OrderOfIDs", checkOrderOfIDs},
	{"Numbers", checkNumbers},
	{"Load", checkLoad},
	{"LoadChanges", checkLoadChanges},
	{"LoadRefused", checkRefusedLoad},
	{"LoadMisfits", checkMisfits},
	{"LoadReads", checkLoadReads},
	{"LoadReplaces", checkReplace},
	{"LoadCancelled", checkCancelledLoad},
	{"Markers", checkMarkers},
	{"Interruption", checkInterruption},
	{"Lifecycle", checkLifecycle},
	{"Stream", checkStream},
	{"Candidates", checkCandidates},
	{"Degrees", checkDegrees},
	{"Nested", checkNested},
	{"ManyPaths", checkManyPaths},
}

// opened returns a fresh store that is closed when the test ends.
func opened(t *testing.T, open func(t *testing.T) store.Store) store.Store {
	t.Helper()
	s := open(t)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

// facts is a part of a graph, as one load writes it: nodes first.
type facts struct {
	nodes         []model.Node
	relationships []model.Relationship
}

func (f facts) fill(w store.Writer) error {
	for _, n := range f.nodes {
		if err := w.Node(n); err != nil {
			return err
		}
	}
	for _, r := range f.relationships {
		if err := w.Relationship(r); err != nil {
			return err
		}
	}
	return nil
}

// load loads facts and returns the tally.
func load(t *testing.T, s store.Store, f facts) store.Tally {
	t.Helper()
	tally, err := s.Load(t.Context(), f.fill)
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return tally
}

func loadFixture(t *testing.T, s store.Store) {
	t.Helper()
	load(t, s, fixture())
}
