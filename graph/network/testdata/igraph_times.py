"""Measures the time of python-igraph for single measures, for comparison with this package in one run.

Standard input has the numbers of nodes and edges as int64; the edges' start nodes and then their end nodes as int32; and
their weights as float64. Then it has a line for each measure: its name and, for betweenness, the pivots. For each of them, a
line with the time in seconds is written.
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
