package network

import (
	"context"
	"fmt"
)

// Components returns the connected components: two nodes are in the same where a path of edges links them, of a directed
// graph in whatever directions (weak components). It takes 8 bytes a node.
func (g *Graph) Components(ctx context.Context) (Partition, error) {
	n := g.Nodes()
	of := make([]int32, n)
	for v := range of {
		of[v] = unreached
	}
	components, step := int32(0), 0
	queue := make([]int32, 0, n)
	for source := range int32(n) {
		if of[source] != unreached {
			continue
		}
		of[source] = components
		queue = append(queue[:0], source)
		for i := 0; i < len(queue); i++ {
			if step%spanSize == 0 && ctx.Err() != nil {
				return Partition{}, fmt.Errorf("components: %w", ctx.Err())
			}
			step++
			rows := [2][]int32{g.out.row(queue[i])}
			if g.directed {
				rows[1] = g.in.row(queue[i])
			}
			for _, row := range rows {
				for _, v := range row {
					if of[v] == unreached {
						of[v] = components
						queue = append(queue, v)
					}
				}
			}
		}
		components++
	}
	return newPartition(of, int(components)), nil
}
