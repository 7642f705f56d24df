"""Times python-igraph, one measure at a time, so that it can be compared with this package in one run.

Standard input: two int64, the numbers of nodes and of edges; the edges' ends as int32, all that they begin at, then all
that they lead to; their weights as float64. Then a line for each question: the name of a measure and, for betweenness,
the pivots. The answer to each is a line with the seconds that it took.
"""

import sys
import time

import igraph
import numpy

stdin = sys.stdin.buffer
nodes, edges = numpy.frombuffer(stdin.read(16), numpy.int64)
ends = numpy.frombuffer(stdin.read(8 * edges), numpy.int32).reshape(2, edges).T
weights = numpy.frombuffer(stdin.read(8 * edges), numpy.float64).tolist()
graph = igraph.Graph(n=int(nodes), edges=ends)
graph.es["weight"] = weights

MEASURES = {
    "pagerank": lambda pivots: graph.pagerank(weights="weight", implementation="prpack"),
    "betweenness": lambda pivots: graph.betweenness(sources=pivots),
    "cores": lambda pivots: graph.coreness(),
    "communities": lambda pivots: graph.community_multilevel(weights="weight"),
}

for line in stdin:
    name, *pivots = line.decode().split()
    pivots = [int(p) for p in pivots]
    begin = time.perf_counter()
    MEASURES[name](pivots)
    print(time.perf_counter() - begin, flush=True)
