package network

import (
	"math"
	"slices"

	"pgregory.net/rapid"
)

// dense is a small graph as a matrix of weights, 0 for no edge. Its methods implement the definitions directly.
type dense struct {
	n        int
	directed bool
	edges    []Edge
	weights  [][]float64
}

const never = 1 << 30

// drawDense draws a random graph with a maximum number of nodes, and at most twice as many edges.
func drawDense(t *rapid.T, most int) *dense {
	d := &dense{n: rapid.IntRange(0, most).Draw(t, "nodes"), directed: rapid.Bool().Draw(t, "directed")}
	if d.n > 0 {
		node := rapid.Int32Range(0, int32(d.n-1))
		d.edges = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Edge {
			weight := float64(rapid.IntRange(1, 8).Draw(t, "weight")) / 4
			return Edge{From: node.Draw(t, "from"), To: node.Draw(t, "to"), Weight: weight}
		}), 0, 2*most).Draw(t, "edges")
	}
	d.weights = make([][]float64, d.n)
	for v := range d.weights {
		d.weights[v] = make([]float64, d.n)
	}
	for _, e := range d.edges {
		d.weights[e.From][e.To] += e.Weight
		if !d.directed && e.From != e.To {
			d.weights[e.To][e.From] += e.Weight
		}
	}
	return d
}

func (d *dense) undirected() *dense {
	if !d.directed {
		return d
	}
	sum := &dense{n: d.n, weights: make([][]float64, d.n)}
	for u := range d.n {
		sum.weights[u] = make([]float64, d.n)
		for v := range d.n {
			sum.weights[u][v] = d.weights[u][v]
			if u != v {
				sum.weights[u][v] += d.weights[v][u]
			}
		}
	}
	return sum
}

func (d *dense) degrees() (in, out, all []float64) {
	ones := &dense{n: d.n, directed: d.directed, weights: make([][]float64, d.n)}
	for u := range d.n {
		ones.weights[u] = make([]float64, d.n)
		for v, w := range d.weights[u] {
			if w > 0 {
				ones.weights[u][v] = 1
			}
		}
	}
	return ones.strengths()
}

func (d *dense) strengths() (in, out, all []float64) {
	in, out, all = make([]float64, d.n), make([]float64, d.n), make([]float64, d.n)
	for u := range d.n {
		for v, w := range d.weights[u] {
			out[u] += w
			in[v] += w
		}
	}
	for v := range d.n {
		all[v] = in[v] + out[v]
		if !d.directed {
			all[v] = out[v] + d.weights[v][v]
		}
	}
	if !d.directed {
		in, out = all, all
	}
	return in, out, all
}

// pageRank iterates the definition for longer than necessary.
func (d *dense) pageRank() []float64 {
	x := make([]float64, d.n)
	for v := range x {
		x[v] = 1 / float64(d.n)
	}
	for range 300 {
		next := make([]float64, d.n)
		for u := range d.n {
			out := sum(d.weights[u])
			for v := range d.n {
				part := 1 / float64(d.n)
				if out > 0 {
					part = d.weights[u][v] / out
				}
				next[v] += x[u] * (0.15/float64(d.n) + 0.85*part)
			}
		}
		x = next
	}
	return x
}

// distances uses the Floyd–Warshall algorithm.
func (d *dense) distances() [][]int {
	steps := make([][]int, d.n)
	for u := range d.n {
		steps[u] = make([]int, d.n)
		for v := range d.n {
			steps[u][v] = never
			if d.weights[u][v] > 0 {
				steps[u][v] = 1
			}
		}
		steps[u][u] = 0
	}
	for k := range d.n {
		for u := range d.n {
			for v := range d.n {
				steps[u][v] = min(steps[u][v], steps[u][k]+steps[k][v])
			}
		}
	}
	return steps
}

// paths returns the number of shortest paths between each two nodes, by their last steps.
func (d *dense) paths(distances [][]int) [][]float64 {
	counts := make([][]float64, d.n)
	for s := range d.n {
		counts[s] = make([]float64, d.n)
		counts[s][s] = 1
		for step := 1; step < d.n; step++ {
			for v := range d.n {
				for u := range d.n {
					if distances[s][v] == step && distances[s][u] == step-1 && d.weights[u][v] > 0 {
						counts[s][v] += counts[s][u]
					}
				}
			}
		}
	}
	return counts
}

// betweenness is the mean over all ordered pairs of other nodes. With pivots only these are sources, and represent
// all nodes with outgoing edges.
func (d *dense) betweenness(pivots []int32) []float64 {
	distances := d.distances()
	paths := d.paths(distances)
	_, out, _ := d.degrees()
	values := make([]float64, d.n)
	for v := range d.n {
		sources, searched := 0, 0
		for s := range d.n {
			if s == v {
				continue
			}
			if out[s] > 0 {
				sources++
			}
			if pivots != nil && !slices.Contains(pivots, int32(s)) {
				continue
			}
			searched++
			for t := range d.n {
				if t == v || t == s {
					continue
				}
				if distances[s][t] < never && distances[s][v]+distances[v][t] == distances[s][t] {
					values[v] += paths[s][v] * paths[v][t] / paths[s][t]
				}
			}
		}
		if values[v] == 0 {
			continue
		}
		values[v] /= float64(d.n-1) * float64(d.n-2)
		if pivots != nil {
			values[v] *= float64(sources) / float64(searched)
		}
	}
	return values
}

func (d *dense) closeness() []float64 {
	distances := d.distances()
	values := make([]float64, d.n)
	for v := range d.n {
		reached, total := 0.0, 0.0
		for u := range d.n {
			if u != v && distances[u][v] < never {
				reached++
				total += float64(distances[u][v])
			}
		}
		if reached > 0 {
			values[v] = reached / float64(d.n-1) * reached / total
		}
	}
	return values
}

// cores removes nodes, for each k, until all remaining nodes have at least k edges to each other.
func (d *dense) cores() []float64 {
	values := make([]float64, d.n)
	for k := 1; k <= 2*d.n; k++ {
		left := make([]bool, d.n)
		for v := range left {
			left[v] = true
		}
		for again := true; again; {
			again = false
			for v := range d.n {
				degree := 0
				for u := range d.n {
					if u == v || !left[u] {
						continue
					}
					if d.weights[v][u] > 0 {
						degree++
					}
					if d.directed && d.weights[u][v] > 0 {
						degree++
					}
				}
				if left[v] && degree < k {
					left[v], again = false, true
				}
			}
		}
		for v := range d.n {
			if left[v] {
				values[v] = float64(k)
			}
		}
	}
	return values
}

func (d *dense) constraint() []float64 {
	p := make([][]float64, d.n)
	for i := range d.n {
		p[i] = slices.Clone(d.weights[i])
		p[i][i] = 0
		if total := sum(p[i]); total > 0 {
			for j := range p[i] {
				p[i][j] /= total
			}
		}
	}
	values := make([]float64, d.n)
	for i := range d.n {
		if sum(p[i]) == 0 {
			values[i] = math.NaN()
		}
		for j := range d.n {
			if p[i][j] == 0 {
				continue
			}
			invested := p[i][j]
			for q := range d.n {
				if q != i && q != j {
					invested += p[i][q] * p[q][j]
				}
			}
			values[i] += invested * invested
		}
	}
	return values
}

func (d *dense) modularity(of []int32, resolution float64) float64 {
	_, _, strengths := d.strengths()
	twice := sum(strengths)
	if twice == 0 {
		return 0
	}
	q := 0.0
	for u := range d.n {
		for v := range d.n {
			if of[u] != of[v] {
				continue
			}
			w := d.weights[u][v]
			if u == v {
				w *= 2
			}
			q += w/twice - resolution*strengths[u]*strengths[v]/twice/twice
		}
	}
	return q
}
