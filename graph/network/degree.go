package network

// Degrees are the degrees and strengths of all nodes. In an undirected graph In, Out and All are equal. A loop counts
// twice in All, and in a directed graph once each in In and Out.
//
// The degree of a node is the number of its edges, and its strength is the sum of their weights: A. Barrat, M.
// Barthélemy, R. Pastor-Satorras and A. Vespignani, The architecture of complex weighted networks, PNAS 101 (2004)
// 3747–3752.
type Degrees struct {
	In, Out, All                         []int32
	InStrength, OutStrength, AllStrength []float64
}

// Degrees returns the degree and the strength of each node.
func (g *Graph) Degrees() Degrees {
	var d Degrees
	if !g.directed {
		d.All, d.AllStrength = g.out.degrees()
		for u := range int32(g.Nodes()) {
			for i, v := range g.out.row(u) {
				if v == u {
					d.All[u]++
					d.AllStrength[u] += g.out.rowWeights(u)[i]
				}
			}
		}
		d.In, d.Out, d.InStrength, d.OutStrength = d.All, d.All, d.AllStrength, d.AllStrength
		return d
	}
	d.In, d.InStrength = g.in.degrees()
	d.Out, d.OutStrength = g.out.degrees()
	d.All, d.AllStrength = make([]int32, g.Nodes()), make([]float64, g.Nodes())
	for u := range d.All {
		d.All[u] = d.In[u] + d.Out[u]
		d.AllStrength[u] = d.InStrength[u] + d.OutStrength[u]
	}
	return d
}

// degrees returns the length of each row and the sum of its weights.
func (a adjacency) degrees() ([]int32, []float64) {
	degrees, strengths := make([]int32, a.nodes()), make([]float64, a.nodes())
	for u := range degrees {
		degrees[u] = a.offsets[u+1] - a.offsets[u]
		for _, w := range a.rowWeights(int32(u)) {
			strengths[u] += w
		}
	}
	return degrees, strengths
}
