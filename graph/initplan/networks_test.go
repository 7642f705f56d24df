package initplan

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"testing"

	"github.com/stakegraph/stakegraph/graph/admission"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/network"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestNetworkPartitions checks that the communities of a network are cached for only a few resolutions, the most recent
// ones.
func TestNetworkPartitions(t *testing.T) {
	k := &cachedNetwork{}
	for i := range 100 {
		k.divide(float64(i), nil)
		k.at(0)
	}
	if len(k.communities) != cachedResolutions {
		t.Errorf("the communities for %d resolutions are kept, want %d", len(k.communities), cachedResolutions)
	}
	var resolutions []float64
	for _, d := range k.communities {
		resolutions = append(resolutions, d.resolution)
	}
	if want := []float64{0, 99, 98, 97}; !slices.Equal(resolutions, want) {
		t.Errorf("resolutions %v are kept, want %v", resolutions, want)
	}
}

// chain is a graph of so many investors, each of which shares a firm with the next one.
type chain int

func (c chain) Stream(_ context.Context, _ *plan.Subgraph, w store.Writer) error {
	node := func(label model.Label, kind string, number int) error {
		id := kind + strconv.Itoa(number)
		return w.Node(model.Node{Label: label, Properties: model.Properties{model.ID: id, model.Name: id}})
	}
	var failed []error
	for i := range int(c) {
		failed = append(failed, node(model.VCFund, "investor:", i), node(model.Firm, "firm:", i))
	}
	for i := range 2*int(c) - 1 {
		failed = append(failed, w.Relationship(model.Relationship{
			Type: model.InvestedIn, From: "investor:" + strconv.Itoa((i+1)/2), To: "firm:" + strconv.Itoa(i/2),
			Properties: model.Properties{model.ID: "investment:" + strconv.Itoa(i)},
		}))
	}
	return errors.Join(failed...)
}

func (chain) Revision(context.Context) (string, error) { return "1", nil }

// coinvestment is the network of investors, with one measure.
func coinvestment(m model.Measure) *plan.Network {
	n := &plan.Network{View: model.InvestorsByFirm, Resolution: 1}
	n.Measures[m] = true
	return n
}

// TestNetworksEndWithTheirContext checks that a caller whose context ends while a network is built or measured gets an
// error, and that later callers still get the network.
func TestNetworksEndWithTheirContext(t *testing.T) {
	for _, last := range []int{1, 2} { // place 1 of the lane is for building, place 2 for measuring
		ctx, cancel := context.WithCancel(t.Context())
		places := 0
		lane := admission.NewLane("networks", admission.Limits{Places: 1}, func(admission.Event) {
			if places++; places == last {
				cancel()
			}
		})
		n := NewNetworks(chain(4), lane, DefaultNetworkLimits, 1<<20)
		if _, err := n.Of(ctx, coinvestment(model.PageRank)); !errors.Is(err, store.ErrCancelled) || places != last {
			t.Errorf("in place %d of %d: %v, want ErrCancelled", places, last, err)
		}
		measured, err := n.Of(t.Context(), coinvestment(model.PageRank))
		if err != nil {
			t.Errorf("and then %v", err)
		} else if nodes, values := len(measured.View.Nodes), len(measured.values[model.PageRank]); nodes != 4 || values != 4 {
			t.Errorf("and then there are %d nodes with %d values, want 4 with 4", nodes, values)
		}
	}
}

// TestIterationsThatDoNotEnd checks that a measure that does not converge gives a LimitError. In a long chain, values
// spread slowly from one end to the other.
func TestIterationsThatDoNotEnd(t *testing.T) {
	lane := admission.NewLane("networks", admission.Limits{Places: 1}, nil)
	_, err := NewNetworks(chain(500), lane, DefaultNetworkLimits, 1<<20).Of(t.Context(), coinvestment(model.Eigenvector))
	limit, is := errors.AsType[*plan.LimitError](err)
	if !is || limit.Limit != "networkIterations" || limit.Most != network.DefaultMaxIterations {
		t.Errorf("%v, want the limit of iterations", err)
	}
}
