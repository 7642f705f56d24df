package storetest

import (
	"slices"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Options are guarantees of a store beyond the contract.
type Options struct {
	// ReadsDuringLoad: during a load, Run returns an answer from the state before the load. Otherwise, Run may wait for
	// the end of the load.
	ReadsDuringLoad bool
	// Snapshots: a stream reads the graph at a single point in time. Otherwise, it may see parts of a load that is
	// committed meanwhile.
	Snapshots bool
}

// Run checks a store against the contract. It calls open for each empty store that it needs, and closes the store
// before it opens the next one, so that a database for a single graph is sufficient.
func Run(t *testing.T, open func(t *testing.T) store.Store, options Options) {
	t.Helper()
	RunReading(t, open)
	for _, subject := range writing {
		t.Run(subject.name, func(t *testing.T) { subject.check(t, open) })
	}
	t.Run("Visibility", func(t *testing.T) { checkVisibility(t, open, options) })
	t.Run("StreamBesideOthers", func(t *testing.T) { checkConcurrentStream(t, open, options) })
}

// RunReading checks only the reading part of the contract, for a store with a non-default configuration. It checks the
// subjects with these names, or all if none is given.
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
				t.Parallel() // most of the time is planning in databases that plan each statement anew
				subject.check(t, s)
			})
		}
	})
}

// The subjects that only read, from one store with the fixture.
var reading = []struct {
	name  string
	check func(t *testing.T, s store.Store)
}{
	{"Scan", checkScan},
	{"Lookup", checkLookup},
	{"Expand", checkExpand},
	{"BackReference", checkBackReference},
	{"ByRelationshipID", checkByRelationshipID},
	{"AtEnd", checkAtEnd},
	{"Reference", checkReference},
	{"Sources", checkSources},
	{"Conflicts", checkConflicts},
	{"One", checkOne},
	{"Count", checkCount},
	{"On", checkOn},
	{"Predicate", checkPredicates},
	{"PredicateText", checkTextPredicates},
	{"PredicateExists", checkExists},
	{"PredicateSize", checkLargePredicates},
	{"Order", checkOrder},
	{"Aggregate", checkAggregates},
	{"AggregatePredicate", checkAggregatePredicates},
	{"AggregateOrder", checkAggregateOrder},
	{"Groups", checkGroups},
	{"GroupRows", checkGroupRows},
	{"GroupPages", checkGroupPages},
	{"Conditions", checkConditions},
	{"Page", checkPage},
	{"Paging", checkPaging},
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

// The subjects that write or close, each with its own stores.
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
	{"OtherIDs", checkOtherIDs},
	{"Nested", checkNested},
	{"ManyPaths", checkManyPaths},
}

// opened returns an empty store that is closed when the test ends.
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

// facts is a part of a graph that one load writes, nodes first.
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
