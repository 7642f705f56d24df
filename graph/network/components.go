package network

import (
	"context"
	"fmt"
	"slices"
)

// Components returns the connected components. In a directed graph paths ignore the directions of edges (weak
// components). It takes 8 bytes a node.
func (g *Graph) Components(ctx context.Context) (Partition, error) {
	components, err := g.connected(ctx, nil)
	if err != nil {
		return Partition{}, fmt.Errorf("components: %w", err)
	}
	return components, nil
}

// connected divides groups of nodes into their connected parts. If groups is nil, all nodes are one group.
func (g *Graph) connected(ctx context.Context, groups []int32) (Partition, error) {
	n := g.Nodes()
	of := slices.Repeat([]int32{unreached}, n)
	count, step := int32(0), 0
	queue := make([]int32, 0, n)
	for source := range int32(n) {
		if of[source] != unreached {
			continue
		}
		of[source] = count
		queue = append(queue[:0], source)
		for i := 0; i < len(queue); i++ {
			if step%spanSize == 0 && ctx.Err() != nil {
				return Partition{}, ctx.Err()
			}
			step++
			for _, row := range g.rows(queue[i]) {
				for _, v := range row {
					if of[v] == unreached && (groups == nil || groups[v] == groups[source]) {
						of[v] = count
						queue = append(queue, v)
					}
				}
			}
		}
		count++
	}
	return newPartition(of, int(count)), nil
}
