package network

import (
	"cmp"
	"slices"
)

// Partition divides the nodes of a graph into parts. Parts are numbered from 0, the largest first. Parts of equal
// size are in the order of their first nodes.
type Partition struct {
	Of    []int32 // by node: its part
	Sizes []int32 // by part: the number of its nodes
}

// newPartition returns the partition for labels from 0 to labels-1. Some labels may be unused.
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

// grouped returns the nodes in the order of their labels, which are from 0 to labels-1, and the index at which each
// label begins.
func grouped(of []int32, labels int) (begins, members []int32) {
	begins = make([]int32, labels+1)
	for _, label := range of {
		begins[label+1]++
	}
	for label := range labels {
		begins[label+1] += begins[label]
	}
	members, next := make([]int32, len(of)), slices.Clone(begins)
	for v, label := range of {
		members[next[label]] = int32(v)
		next[label]++
	}
	return begins, members
}
