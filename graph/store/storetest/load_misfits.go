package storetest

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkMisfits checks that a load is rejected if it leaves a node with a label that one of its relationships does not
// allow, for relationships of any load, and that a load that changes both is accepted.
func checkMisfits(t *testing.T, open func(t *testing.T) store.Store) {
	s := opened(t, open)
	var base facts
	for _, relType := range model.AllRelTypes() {
		from, to := relType.Ends()
		r := misfitPair(relType)
		base.nodes = append(base.nodes, node(from.First(), r.From, nil), node(to.First(), r.To, nil))
		base.relationships = append(base.relationships, r)
	}
	invested, committed := misfitPair(model.InvestedIn), misfitPair(model.CommittedTo)
	base.nodes = append(base.nodes, node(model.Round, "round:cited", nil))
	base.relationships = append(base.relationships, relationship(model.InvestedIn, "two:of-round", invested.From, invested.To,
		model.Properties{model.RoundID: "round:cited"}))
	load(t, s, base)

	for _, relType := range model.AllRelTypes() {
		r := misfitPair(relType)
		from, to := relType.Ends()
		for _, end := range []struct {
			role, id string
			allowed  model.LabelSet
		}{{"start", r.From, from}, {"end", r.To, to}} {
			t.Run(end.role+" of "+relType.String(), func(t *testing.T) {
				label := (model.AllLabels &^ end.allowed).First()
				checkMisfit(t, s, facts{nodes: []model.Node{node(label, end.id, nil)}}.fill,
					store.MisfitError{Node: end.id, Label: label, Role: end.role, Type: relType, Relationship: r.ID()})
			})
		}
	}
	t.Run("round", func(t *testing.T) {
		checkMisfit(t, s, facts{nodes: []model.Node{node(model.Sector, "round:cited", nil)}}.fill, store.MisfitError{
			Node: "round:cited", Label: model.Sector, Role: "round", Type: model.InvestedIn, Relationship: "two:of-round",
		})
	})
	t.Run("several", func(t *testing.T) {
		nodes := []model.Node{node(model.Sector, "round:cited", nil), node(model.Person, invested.From, nil)}
		checkMisfit(t, s, facts{nodes: nodes}.fill, store.MisfitError{
			Node: invested.From, Label: model.Person, Role: "start", Type: model.InvestedIn, Relationship: invested.ID(),
		})
	})
	t.Run("all in one load", func(t *testing.T) {
		fund := func(label model.Label) model.Node { return node(label, "investor:fund", nil) }
		checkMisfit(t, s, func(w store.Writer) error {
			return errors.Join(w.Node(fund(model.VCFund)),
				w.Relationship(relationship(model.CommittedTo, "commitment:new", invested.From, "investor:fund", nil)),
				w.Node(fund(model.OtherInvestor)))
		}, store.MisfitError{
			Node: "investor:fund", Label: model.OtherInvestor, Role: "end", Type: model.CommittedTo, Relationship: "commitment:new",
		})
	})
	t.Run("only for a while", func(t *testing.T) {
		before := wholeGraph(t, s)
		from, _ := model.InvestedIn.Ends()
		load(t, s, facts{nodes: []model.Node{node(model.Person, invested.From, nil), node(from.First(), invested.From, nil)}})
		expectUnchanged(t, s, before)
	})
	t.Run("the relationship gets another end", func(t *testing.T) {
		load(t, s, facts{
			nodes: []model.Node{node(model.OtherInvestor, committed.To, nil), node(model.StateFund, "investor:other", nil)},
			relationships: []model.Relationship{
				relationship(model.CommittedTo, committed.ID(), committed.From, "investor:other", nil),
			},
		})
		expect(t, s, at("investor:other", all(incoming(model.CommittedTo), id)), atNode(singles(committed.From)))
	})
}

// misfitPair returns a relationship of a type between two nodes that no other relationship has.
func misfitPair(t model.RelType) model.Relationship {
	return relationship(t, "one:"+t.String(), "from:"+t.String(), "to:"+t.String(), nil)
}

func checkMisfit(t *testing.T, s store.Store, fill func(store.Writer) error, want store.MisfitError) {
	t.Helper()
	before := wholeGraph(t, s)
	_, err := s.Load(t.Context(), func(w store.Writer) error {
		if err := w.Node(node(model.Firm, "firm:beside", nil)); err != nil {
			t.Errorf("a valid write: %v", err)
		}
		return fill(w)
	})
	var got *store.MisfitError
	if !errors.As(err, &got) || !errors.Is(err, store.ErrInvalid) {
		t.Fatalf("Load: error %v, want a %T", err, got)
	}
	if diff := cmp.Diff(want, *got); diff != "" {
		t.Errorf("Load: error (-want +got):\n%s", diff)
	}
	expectUnchanged(t, s, before)
}
