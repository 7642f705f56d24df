"""Searches for paths with NetworkX.

Standard input has a graph and the searches, as TestPathsOfNetworkX writes them:
{"links": [[start, end], ...], "asked": [{"from": id, "to": id, "along": bool}, ...], "longest": n, "best": k}

Standard output has a line for each search: the length of the shortest paths, their number, a hash of them, and the weights
of the k best paths by the hub-averse weight with at most one more step, with a hash of them.
"""

import hashlib
import json
import sys

import networkx

asked = json.load(sys.stdin)
either, along = networkx.Graph(), networkx.DiGraph()
degree = {}
for start, end in asked["links"]:
    for node in (start, end):  # a loop counts at both ends
        degree[node] = degree.get(node, 0) + 1
    if start != end:
        either.add_edge(start, end)
        along.add_edge(start, end)


def hashed(paths):
    text = "\n".join(" ".join(path) for path in paths)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def hub_averse(to):
    return lambda _, node: 1 if node == to else degree[node].bit_length()


def best(graph, start, to, longest):
    """Returns the best paths by weight, length and ids. It enumerates all paths among the nodes near enough to both ends."""
    ahead = networkx.single_source_shortest_path_length(graph, start, longest)
    back = graph.reverse(copy=False) if graph.is_directed() else graph
    behind = networkx.single_source_shortest_path_length(back, to, longest)
    near = graph.subgraph(node for node in ahead if node in behind and ahead[node] + behind[node] <= longest)
    step = hub_averse(to)
    return sorted(
        (sum(step(a, b) for a, b in zip(path, path[1:])), len(path), path)
        for path in networkx.all_simple_paths(near, start, to, cutoff=longest)
    )[: asked["best"]]


for one in asked["asked"]:
    graph = along if one["along"] else either
    try:
        shortest = sorted(networkx.all_shortest_paths(graph, one["from"], one["to"]))
    except (networkx.NetworkXNoPath, networkx.NodeNotFound):
        shortest = []
    if shortest and len(shortest[0]) - 1 > asked["longest"]:
        shortest = []
    if not shortest:
        weighed = []
    else:
        weighed = best(graph, one["from"], one["to"], len(shortest[0]))
    one.update(
        length=len(shortest[0]) - 1 if shortest else 0,
        paths=len(shortest),
        hash=hashed(shortest),
        weights=[weight for weight, _, _ in weighed],
        best=hashed([path for _, _, path in weighed]),
    )
    print(json.dumps(one, separators=(",", ":")))
