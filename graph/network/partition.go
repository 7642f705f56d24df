package network

import (
	"cmp"
	"slices"
)

// Partition divides the nodes of a graph into parts. Parts are numbered from 0: the larger first, and of the same size
// that with the first node.
type Partition struct {
	Of    []int32 // by node: its part
	Sizes []int32 // by part: how many nodes it has
}

// newPartition makes a partition of any labels from 0 to below labels, of which some may not occur.
func newPartition(of []int32, labels int) Partition {
	sizes, order := make([]int32, labels), []int32(nil)
	for _, label := range of {
		if sizes[label] == 0 {
			order = append(order, label)
		}
		sizes[label]++
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(sizes[b], sizes[a]) })
	p := Partition{Of: make([]int32, len(of)), Sizes: make([]int32, len(order))}
	numbers := make([]int32, labels)
	for number, label := range order {
		numbers[label], p.Sizes[number] = int32(number), sizes[label]
	}
	for v, label := range of {
		p.Of[v] = numbers[label]
	}
	return p
}
