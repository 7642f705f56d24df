package initplan

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"unsafe"

	"github.com/stakegraph/stakegraph/graph/admission"
	"github.com/stakegraph/stakegraph/graph/lru"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/network"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// NetworkLimits bound the cost of a network.
type NetworkLimits struct {
	Pairs int   // of nodes with a common neighbour; each takes 64 bytes while the network is built
	Steps int64 // of one measure, as network.Graph counts them
}

// DefaultNetworkLimits allow a measure some seconds of processor time.
var DefaultNetworkLimits = NetworkLimits{Pairs: 5_000_000, Steps: 2_000_000_000}

// LargeNetworks are limits for offline exports: some minutes and some gigabytes.
var LargeNetworks = NetworkLimits{Pairs: 50_000_000, Steps: 200_000_000_000}

// Networks caches the most recently requested networks with their measures, until the graph changes.
type Networks struct {
	store  store.Streamer
	lane   *admission.Lane // for reading and measuring, which use all processors
	limits NetworkLimits
	cache  *lru.Cache[string, *cachedNetwork]

	mu      sync.Mutex
	pending map[string]chan struct{} // by key: closed when a build has ended, also with an error
}

// NewNetworks returns a Networks that caches at most so many bytes.
func NewNetworks(s store.Streamer, lane *admission.Lane, limits NetworkLimits, most int64) *Networks {
	return &Networks{
		store: s, lane: lane, limits: limits, cache: lru.New(most, weighNetwork, nil), pending: map[string]chan struct{}{},
	}
}

// cachedNetwork is a network with its measures so far. Only the goroutine that has the turn may read or add measures.
type cachedNetwork struct {
	turn        chan struct{}
	shown       Measured
	communities []divided // of the most recently requested resolutions, the latest first
}

// divided is the communities of a network at a resolution.
type divided struct {
	resolution  float64
	communities *network.Communities
}

// cachedResolutions is the number of resolutions for which the communities of a network are cached. Clients can request
// any resolution.
const cachedResolutions = 4

// at returns the communities at a resolution, or nil.
func (k *cachedNetwork) at(resolution float64) *network.Communities {
	for i, d := range k.communities {
		if d.resolution == resolution {
			copy(k.communities[1:i+1], k.communities[:i])
			k.communities[0] = d
			return d.communities
		}
	}
	return nil
}

// divide caches the communities at a resolution, and drops the least recently requested ones.
func (k *cachedNetwork) divide(resolution float64, found *network.Communities) {
	k.communities = append([]divided{{resolution, found}}, k.communities[:min(len(k.communities), cachedResolutions-1)]...)
}

// weighNetwork returns the size of a network with all its measures, so that its weight never changes.
func weighNetwork(key string, k *cachedNetwork) int64 {
	const partition = 2 * 4 // per node: the number of its part, and the size of at most one part
	const each = 8*int64(model.MeasureCount) + partition*(1+cachedResolutions)
	view := k.shown.View
	bytes := int64(len(key)) + view.Graph.Bytes() + int64(len(view.Nodes))*(int64(unsafe.Sizeof(network.Node{}))+each)
	for _, node := range view.Nodes {
		bytes += int64(len(node.ID))
	}
	return bytes
}

// Measured is a network with its measures, which are Rounded. It does not change.
type Measured struct {
	View        *network.View
	values      [model.MeasureCount][]float64
	components  *network.Partition
	communities *network.Communities
}

// Of returns the network of the current graph, with its measures.
func (n *Networks) Of(ctx context.Context, spec *plan.Network) (*Measured, error) {
	revision, err := n.store.Revision(ctx)
	if err != nil {
		return nil, err
	}
	k, err := n.made(ctx, fmt.Sprintf("%q %q", revision, spec.GraphKey()), spec)
	if err != nil {
		return nil, err
	}
	select {
	case k.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, Ended(ctx)
	}
	defer func() { <-k.turn }()
	if err := n.measure(ctx, k, spec); err != nil {
		return nil, err
	}
	shown := k.shown
	shown.communities = k.at(spec.Resolution)
	return &shown, nil
}

// Ended returns the error for a context that has ended.
func Ended(ctx context.Context) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fmt.Errorf("network: %w", store.ErrTimeout)
	}
	return fmt.Errorf("network: %w", store.ErrCancelled)
}

// made returns a cached network, or builds it. Concurrent callers share one build.
func (n *Networks) made(ctx context.Context, key string, spec *plan.Network) (*cachedNetwork, error) {
	for {
		n.mu.Lock()
		if k, found := n.cache.Get(key); found {
			n.mu.Unlock()
			return k, nil
		}
		others, underway := n.pending[key]
		if !underway {
			break
		}
		n.mu.Unlock()
		select {
		case <-others:
		case <-ctx.Done():
			return nil, Ended(ctx)
		}
	}
	done := make(chan struct{})
	n.pending[key] = done
	n.mu.Unlock()
	k, err := n.make(ctx, spec)
	n.mu.Lock()
	defer n.mu.Unlock()
	if err == nil {
		n.cache.Add(key, k)
	}
	delete(n.pending, key)
	close(done)
	return k, err
}

func (n *Networks) make(ctx context.Context, spec *plan.Network) (*cachedNetwork, error) {
	place, err := n.lane.Enter(ctx)
	if err != nil {
		return nil, fmt.Errorf("network: %w", err)
	}
	defer place.Leave()
	collector := network.NewCollector()
	if err := n.store.Stream(ctx, &spec.Part, collector); err != nil {
		return nil, err
	}
	o := network.ViewOptions{MaxPairs: int64(n.limits.Pairs)}
	if spec.Newman {
		o.Weighting = network.Newman
	}
	view, err := collector.View(ctx, spec.View, o)
	switch {
	case errors.Is(err, network.ErrTooLarge):
		return nil, &plan.LimitError{
			Limit: "networkPairs", What: "pairs of nodes with something in common in a network", Most: n.limits.Pairs, Figure: n.limits.Pairs, More: true,
			Advice: narrower,
		}
	case err != nil:
		return nil, failedNetwork(ctx, err)
	}
	return &cachedNetwork{turn: make(chan struct{}, 1), shown: Measured{View: view}}, nil
}

// failedNetwork marks an error as a timeout or a cancellation if the context has ended.
func failedNetwork(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%w: %w", Ended(ctx), err)
	}
	return err
}

// narrower is the advice for a network that is too large.
const narrower = "narrow the network with conditions in `investments` or `through`"

// insteadOf returns the advice for a measure that takes too many steps.
func insteadOf(m model.Measure) string {
	if m == model.Betweenness {
		return "use SAMPLED_BETWEENNESS and `sampledBetweenness`, which estimate it, or " + narrower
	}
	return narrower
}

// measure computes the requested measures that are not cached.
func (n *Networks) measure(ctx context.Context, k *cachedNetwork, spec *plan.Network) error {
	options := network.Options{Resolution: spec.Resolution, MaxSteps: n.limits.Steps}
	var missing []model.Measure
	for of, is := range spec.Measures {
		known := k.shown.values[of] != nil
		if of == int(model.Community) {
			known = k.at(spec.Resolution) != nil
		}
		if !is || known {
			continue
		}
		which := model.Measure(of)
		if steps := k.shown.View.Graph.Steps(which, options); steps > n.limits.Steps {
			return &plan.LimitError{
				Limit: "networkSteps", What: fmt.Sprintf("steps to measure %s in a network", which), Most: int(n.limits.Steps), Figure: int(steps),
				Advice: insteadOf(which),
			}
		}
		missing = append(missing, which)
	}
	if len(missing) == 0 {
		return nil
	}
	place, err := n.lane.Enter(ctx)
	if err != nil {
		return fmt.Errorf("network: %w", err)
	}
	defer place.Leave()
	found, err := k.shown.View.Graph.Measure(ctx, options, missing...)
	switch {
	case errors.Is(err, network.ErrNotConverged):
		return &plan.LimitError{
			Limit: "networkIterations", What: "iterations without convergence, for the eigenvector or PageRank of a network",
			Most: network.DefaultMaxIterations, Figure: network.DefaultMaxIterations, More: true,
			Advice: "request another measure, or " + narrower,
		}
	case err != nil:
		return failedNetwork(ctx, err)
	}
	for of := range k.shown.values {
		if values := found.Of(model.Measure(of)); values != nil {
			for node, value := range values {
				values[node] = plan.Rounded(value)
			}
			k.shown.values[of] = values
		}
	}
	if found.Components != nil {
		k.shown.components = found.Components
	}
	if found.Communities != nil {
		k.divide(spec.Resolution, found.Communities)
	}
	return nil
}
