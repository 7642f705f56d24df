package network

import "slices"

// adjacency is a graph in compressed sparse rows. The edges of node u lead to targets[offsets[u]:offsets[u+1]];
// weights and counts have the same indexes.
type adjacency struct {
	offsets []int32
	targets []int32
	weights []float64
	counts  []int32
}

func newAdjacency(offsets []int32) adjacency {
	ends := offsets[len(offsets)-1]
	return adjacency{offsets, make([]int32, ends), make([]float64, ends), make([]int32, ends)}
}

func (a adjacency) nodes() int { return len(a.offsets) - 1 }

func (a adjacency) row(u int32) []int32 { return a.targets[a.offsets[u]:a.offsets[u+1]] }

func (a adjacency) rowWeights(u int32) []float64 { return a.weights[a.offsets[u]:a.offsets[u+1]] }

// has reports whether an edge leads from u to v. Rows must be sorted.
func (a adjacency) has(u, v int32) bool {
	_, found := slices.BinarySearch(a.row(u), v)
	return found
}

func (a adjacency) bytes() int64 { return 4*int64(len(a.offsets)) + 16*int64(len(a.targets)) }

// place adds each edge to the row of its start, and an undirected edge to the rows of both ends. Rows keep the order
// of the list.
func place(nodes int, directed bool, edges []Edge) adjacency {
	next := make([]int32, nodes+2)
	for _, e := range edges {
		next[e.From+2]++
		if !directed && e.From != e.To {
			next[e.To+2]++
		}
	}
	a := newAdjacency(accumulate(next))
	put := func(u, v int32, e *Edge) {
		at := next[u+1]
		next[u+1]++
		a.targets[at], a.weights[at], a.counts[at] = v, e.Weight, max(e.Count, 1)
	}
	for i := range edges {
		e := &edges[i]
		put(e.From, e.To, e)
		if !directed && e.From != e.To {
			put(e.To, e.From, e)
		}
	}
	a.offsets = next[:nodes+1]
	return a
}

// accumulate turns the sizes of the rows, each shifted by two indexes, into their starts, shifted by one. The caller
// increments a start for each entry that it writes. After that each start is the end of its row, and the array
// without its last element holds the offsets.
func accumulate(next []int32) []int32 {
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	return next
}

// transposed returns the adjacency with all edges reversed. Its rows are sorted, and parallel edges keep their order.
func (a adjacency) transposed() adjacency {
	next := make([]int32, a.nodes()+2)
	for _, v := range a.targets {
		next[v+2]++
	}
	t := newAdjacency(accumulate(next))
	for u := range int32(a.nodes()) {
		for i := a.offsets[u]; i < a.offsets[u+1]; i++ {
			v := a.targets[i]
			at := next[v+1]
			next[v+1]++
			t.targets[at], t.weights[at], t.counts[at] = u, a.weights[i], a.counts[i]
		}
	}
	t.offsets = next[:a.nodes()+1]
	return t
}

// merge combines parallel edges into one. Rows must be sorted.
func (a *adjacency) merge() {
	end := int32(0)
	for u := range a.nodes() {
		begin, first := end, a.offsets[u]
		a.offsets[u] = begin
		for i := first; i < a.offsets[u+1]; i++ {
			if end > begin && a.targets[end-1] == a.targets[i] {
				a.weights[end-1] += a.weights[i]
				a.counts[end-1] += a.counts[i]
				continue
			}
			a.targets[end], a.weights[end], a.counts[end] = a.targets[i], a.weights[i], a.counts[i]
			end++
		}
	}
	a.offsets[a.nodes()] = end
	a.targets, a.weights, a.counts = a.targets[:end], a.weights[:end], a.counts[:end]
}

// join returns rows that are concatenations of the rows of a and b.
func join(a, b adjacency) adjacency {
	offsets := make([]int32, len(a.offsets))
	for u := range offsets {
		offsets[u] = a.offsets[u] + b.offsets[u]
	}
	j := newAdjacency(offsets)
	for u := range a.nodes() {
		at := offsets[u]
		for _, from := range [2]*adjacency{&a, &b} {
			first, last := from.offsets[u], from.offsets[u+1]
			copy(j.targets[at:], from.targets[first:last])
			copy(j.weights[at:], from.weights[first:last])
			copy(j.counts[at:], from.counts[first:last])
			at += last - first
		}
	}
	return j
}
