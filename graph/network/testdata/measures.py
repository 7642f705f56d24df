"""Computes measures with NetworkX and python-igraph, for comparison with this package.

Standard input has several graphs. Each is a line of JSON (see below), the edges' start nodes and then their end nodes as
int32, and their weights as float64. For each graph a line of JSON is written: for each library and each measure, a list of
values by node, with null for undefined ones; a modularity is a list of one value.

The line of JSON has: nodes, edges, directed; networkx, whether to use NetworkX too, which is slower; exact, whether to
compute betweenness and closeness from all nodes; pivots, the start nodes of sampled betweenness; communities, the community
of each node, to compute their modularity; investors, the number of nodes of the first side, if the graph is bipartite and its
projections are needed.
"""

import json
import math
import random
import sys
import warnings

import igraph
import networkx
import numpy

RESOLUTION = 0.8  # different from the default of both libraries


def read():
    stdin = sys.stdin.buffer
    while line := stdin.readline():
        about = json.loads(line)
        edges = about["edges"]
        about["from"] = numpy.frombuffer(stdin.read(4 * edges), numpy.int32).tolist()
        about["to"] = numpy.frombuffer(stdin.read(4 * edges), numpy.int32).tolist()
        about["weights"] = numpy.frombuffer(stdin.read(8 * edges), numpy.float64).tolist()
        yield about


def among_sources(sampled, leads):
    """Rescales sampled betweenness from a sample of all nodes to a sample of the nodes with outgoing edges."""
    sources = sum(leads)
    return [b * (sources - leads[v]) / (len(leads) - 1) if b else 0.0 for v, b in enumerate(sampled)]


class Pivots(random.Random):
    """A random generator that draws the given nodes."""

    def __new__(cls, nodes):
        return super().__new__(cls)

    def __init__(self, nodes):
        super().__init__()
        self.nodes = nodes

    def sample(self, population, k):
        return self.nodes


def by_networkx(about):
    nodes = range(about["nodes"])
    graph = networkx.DiGraph() if about["directed"] else networkx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from(zip(about["from"], about["to"], about["weights"]))
    undirected = networkx.Graph()
    undirected.add_nodes_from(nodes)
    for u, v, weight in graph.edges(data="weight"):
        before = undirected.get_edge_data(u, v, {"weight": 0})["weight"]
        undirected.add_edge(u, v, weight=before + weight)
    loopless = graph.copy()
    loopless.remove_edges_from(list(networkx.selfloop_edges(graph)))

    def values(by_node):
        return [by_node[v] for v in nodes]

    def parts(sets):
        of = {v: min(part) for part in sets for v in part}
        return values(of)

    n = about["nodes"]
    largest = max(networkx.connected_components(undirected), key=lambda c: (len(c), -min(c)), default=set())
    eigenvector = dict.fromkeys(nodes, 0.0)
    eigenvector.update(networkx.eigenvector_centrality_numpy(undirected.subgraph(largest), weight="weight"))
    found = networkx.community.louvain_communities(undirected, weight="weight", seed=1)
    groups = {}
    for v, c in enumerate(about["communities"]):
        groups.setdefault(c, set()).add(v)
    groups = list(groups.values())
    measured = {
        "degree": values(dict(graph.degree())),
        "strength": values(dict(graph.degree(weight="weight"))),
        "PageRank": values(networkx.pagerank(graph, tol=1e-14 / n, max_iter=10_000)),
        "sampled betweenness": among_sources(
            values(networkx.betweenness_centrality(graph, k=len(about["pivots"]), seed=Pivots(about["pivots"]))),
            [next(graph.neighbors(v), None) is not None for v in nodes],
        ),
        "eigenvector": values(eigenvector),
        "core": values(networkx.core_number(loopless)),
        "component": parts(networkx.connected_components(undirected)),
        "constraint": values(networkx.constraint(loopless, weight="weight")),
        "modularity": [networkx.community.modularity(undirected, groups, weight="weight")],
        "modularity at another resolution": [
            networkx.community.modularity(undirected, groups, weight="weight", resolution=RESOLUTION)
        ],
        "modularity that the library finds": [networkx.community.modularity(undirected, found, weight="weight")],
    }
    if about["directed"]:
        measured |= {
            "in-degree": values(dict(graph.in_degree())),
            "out-degree": values(dict(graph.out_degree())),
        }
    if about["exact"]:
        measured |= {
            "betweenness": values(networkx.betweenness_centrality(graph)),
            "closeness": values(networkx.closeness_centrality(graph)),
        }
    if about["investors"] is not None:
        measured |= projections(graph, about["investors"])
    return measured


def projections(graph, investors):
    """Returns the edges of projections, each as two nodes and a weight."""
    first, second = range(investors), range(investors, len(graph))
    bipartite = networkx.bipartite

    def edges(projection, from_node):
        listed = ((min(u, v), max(u, v), w) for u, v, w in projection.edges(data="weight"))
        return [x for u, v, w in sorted(listed) for x in (u - from_node, v - from_node, w)]

    return {
        "investors by firm": edges(bipartite.weighted_projected_graph(graph, first), 0),
        "investors by firm, Newman": edges(bipartite.collaboration_weighted_projected_graph(graph, first), 0),
        "firms by investor": edges(bipartite.weighted_projected_graph(graph, second), investors),
        "firms by investor, Newman": edges(
            bipartite.collaboration_weighted_projected_graph(graph, second), investors
        ),
    }


def by_igraph(about):
    n, directed = about["nodes"], about["directed"]
    graph = igraph.Graph(n=n, edges=list(zip(about["from"], about["to"])), directed=directed)
    graph.es["weight"] = about["weights"]
    loopless = graph.copy()
    loopless.simplify(multiple=False, combine_edges="sum")
    undirected = graph.as_undirected(mode="collapse", combine_edges="sum") if directed else graph
    without_loops = undirected.copy().simplify(combine_edges="sum")
    components = graph.connected_components(mode="weak")
    first, largest = {}, max(components, key=lambda c: (len(c), -min(c)), default=[])
    for v, c in enumerate(components.membership):
        first.setdefault(c, v)
    inside = undirected.induced_subgraph(largest)
    eigenvector = [0.0] * n
    by_largest = loops_once(inside).eigenvector_centrality(weights="weight", scale=False)
    length = math.hypot(*by_largest)
    for v, value in zip(sorted(largest), by_largest):
        eigenvector[v] = value / length
    pivots = about["pivots"]
    of_pivots = graph.betweenness(sources=pivots)
    correction = 1 if directed else 2
    measured = {
        "degree": graph.degree(),
        "strength": graph.strength(weights="weight"),
        "PageRank": graph.pagerank(weights="weight"),
        "sampled betweenness": among_sources(
            [b * correction / ((len(pivots) - (v in set(pivots))) * (n - 2)) if b else 0.0 for v, b in enumerate(of_pivots)],
            [d > 0 for d in graph.degree(mode="out")],
        ),
        "eigenvector": eigenvector,
        "constraint": without_loops.constraint(weights="weight"),
        "core": loopless.coreness(mode="all"),
        "component": [first[c] for c in components.membership],
        "modularity": [undirected.modularity(about["communities"], weights="weight")],
        "modularity at another resolution": [
            undirected.modularity(about["communities"], weights="weight", resolution=RESOLUTION)
        ],
        "modularity that the library finds": [most_modular(undirected)],
    }
    if directed:
        measured |= {
            "in-degree": graph.degree(mode="in"),
            "out-degree": graph.degree(mode="out"),
        }
    if about["exact"]:
        pairs = (n - 1) * (n - 2) / correction
        reached = [size - 1 for size in graph.neighborhood_size(order=n, mode="in")]
        closeness = graph.closeness(mode="in")  # only among the reachable nodes
        measured |= {
            "betweenness": [b / pairs for b in graph.betweenness()],
            "closeness": [c * r / (n - 1) if r else 0.0 for c, r in zip(closeness, reached)],
        }
    return measured


def loops_once(graph):
    """Halves the weights of loops, which igraph counts twice in the matrix of an undirected graph."""
    graph = graph.copy()
    for edge in graph.es:
        if edge.source == edge.target:
            edge["weight"] /= 2
    return graph


def most_modular(graph):
    """Returns the best modularity of a few runs, each with another order of the nodes."""
    igraph.set_random_number_generator(random.Random(1))
    return max(graph.community_multilevel(weights="weight").modularity for _ in range(3))


def plain(values):
    return [None if math.isnan(x) else x for x in values]


# igraph warns of values of the eigenvector near 0, which are normal far from the centre.
warnings.filterwarnings("ignore", "Some eigenvector centralities are nearly zero")
for about in read():
    libraries = {"igraph": by_igraph(about)}
    if about["networkx"]:
        libraries["NetworkX"] = by_networkx(about)
    answer = {library: {m: plain(v) for m, v in measured.items()} for library, measured in libraries.items()}
    json.dump(answer, sys.stdout, allow_nan=False)
    print(flush=True)
