# %% [markdown]
# # Investments over time, for Gephi
#
# This recipe reads all investments and commitments as GEXF, checks the requirements of Gephi's timeline, and writes
# `gephi_timeline.gexf`. In this file, a layout sets the positions of nodes, communities their colours and PageRank their sizes, and
# a node appears with its first relationship. The figure, `gephi_timeline.png`, shows the timeline at four times.
#
#     python gephi_timeline.py [EXPORT [FOLDER]]
#
# EXPORT is a file or a URL. The two files are written to FOLDER.

# %%
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import date
from math import cos, pi, sin
from pathlib import Path
from urllib.request import urlopen

import matplotlib.pyplot as plt
import networkx as nx
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

# All relationships of two types, without the sources: relationships={"investments":{},"commitments":{}}.
EXPORT = ("http://127.0.0.1:8080/export/graph.gexf"
          "?relationships=%7B%22investments%22:%7B%7D,%22commitments%22:%7B%7D%7D&withSources=false")

arguments = [] if "ipykernel" in sys.modules else sys.argv[1:]  # those of a notebook are its kernel's
export, folder = (arguments + [EXPORT, "."][len(arguments) :])[:2]
with urlopen(export if "://" in export else Path(export).absolute().as_uri()) as file:
    gexf = ET.parse(file)

# %% [markdown]
# ## Requirements of the timeline
#
# Gephi shows a timeline if the graph is dynamic. A spell begins on `start`, and ends on `end` if there is one.

# %%
GEXF = "{http://gexf.net/1.3}"  # readers compare it exactly
VIZ = "{http://gexf.net/1.3/viz}"
graph = gexf.find(GEXF + "graph")
if graph is None or graph.get("mode") != "dynamic" or graph.get("timeformat") != "date":
    sys.exit(f"{export} is no GEXF 1.3 with dates: take an export of facts, such as graph.gexf")
nodes, edges = graph.find(GEXF + "nodes"), graph.find(GEXF + "edges")
node = {element.get("id"): element for element in nodes}
assert len(node) == len(nodes), "an id is there twice"
assert len({edge.get("id") for edge in edges}) == len(edges), "parallel edges have one id"
for edge in edges:
    assert edge.get("source") in node and edge.get("target") in node, f"{edge.get('id')} leads nowhere"
for element in [*nodes, *edges]:
    days = [date.fromisoformat(day) for day in (element.get("start"), element.get("end")) if day]
    assert days == sorted(days), f"{element.get('id')} ends before it begins"

kinds, known = (Counter(edge.get("kind") for edge in edges if only or edge.get("start")) for only in (True, False))
ends = Counter((edge.get("source"), edge.get("target"), edge.get("kind")) for edge in edges)
print(f"{len(nodes)} nodes, {len(edges)} edges; {sum(n for n in ends.values() if n > 1)} are parallel to others of their kind\n")
for kind in sorted(kinds):
    print(f"{kind:13} {kinds[kind]:5}, with a date {known[kind]:4}")

# %% [markdown]
# ## Content of the timeline
#
# Relationships without a date would always be visible, so they are removed, and so are nodes without other relationships. Every
# other node starts with its first relationship.

# %%
for edge in [edge for edge in edges if not edge.get("start")]:
    edges.remove(edge)
first = {}
for edge in edges:
    for end in (edge.get("source"), edge.get("target")):
        first[end] = min(first.get(end, edge.get("start")), edge.get("start"))
for element in [element for element in nodes if element.get("id") not in first]:
    nodes.remove(element)
for element in nodes:
    element.set("start", first[element.get("id")])

network = nx.MultiGraph()
network.add_nodes_from(first)
network.add_edges_from((edge.get("source"), edge.get("target"), edge.get("id"), {"start": edge.get("start")}) for edge in edges)


def until(year):
    """The network at the end of a year."""
    dated = network.edges(keys=True, data="start")
    return network.edge_subgraph((a, b, key) for a, b, key, start in dated if start[:4] <= str(year))


print(f"\n{'year':4}  {'new edges':>9}  {'edges':>5}  {'nodes':>5}  {'largest component':>17}")
begun = Counter(int(start[:4]) for *_, start in network.edges(data="start"))
for year in range(min(begun), max(begun) + 1):
    then = until(year)
    print(f"{year:4}  {begun[year]:9}  {then.size():5}  {len(then):5}  {max(map(len, nx.connected_components(then))):17}")

# %% [markdown]
# ## Communities, PageRank and positions
#
# Gephi can compute all three, under Statistics and Layout. The recipe computes them so that the figure is reproducible.

# %%
weighted = nx.Graph()
weighted.add_nodes_from(sorted(network))
for a, b in sorted(tuple(sorted(ends)) for ends in network.edges()):
    weighted.add_edge(a, b, weight=weighted.get_edge_data(a, b, {"weight": 0})["weight"] + 1)
communities = sorted(nx.community.louvain_communities(weighted, seed=1), key=lambda group: (-len(group), min(group)))
community = {member: number for number, group in enumerate(communities, 1) for member in group}
rank = nx.pagerank(weighted)
parts = sorted(nx.connected_components(weighted), key=lambda part: (-len(part), min(part)))
radius = [1000 * (len(part) / len(parts[0])) ** 0.5 for part in parts]
place, turned = {}, 0.0
for part, its in zip(parts, radius):  # the largest in the middle, the others on a ring around it
    turn = 2 * pi * (turned + its / 2) / max(sum(radius[1:]), 1)
    middle = (0, 0) if part is parts[0] else (1400 * cos(turn), 1400 * sin(turn))
    turned += 0 if part is parts[0] else its
    of = weighted.subgraph(part)
    place |= nx.kamada_kawai_layout(of, pos=nx.circular_layout(sorted(part)), weight=None, scale=its, center=middle)
print(f"\n{'PageRank':>8}  {'community':>9}  {'kind':13}  name")
attributes = graph.find(f"{GEXF}attributes[@class='node']")
number = attributes.find(f"{GEXF}attribute[@title='kind']").get("id")
kind_of = {element.get("id"): element.find(f".//{GEXF}attvalue[@for='{number}']").get("value") for element in nodes}
foremost = sorted(rank, key=lambda member: (-round(rank[member], 9), member))[:10]
for member in foremost:
    print(f"{rank[member]:8.4f}  {community[member]:9}  {kind_of[member]:13}  {node[member].get('label')}")

# %% [markdown]
# ## The file for Gephi
#
# Position, colour and size of a node are in the viz module of GEXF. Community and PageRank are attributes too, for Gephi's
# Appearance and Filters.

# %%
PALETTE = [tuple(round(255 * part) for part in plt.get_cmap("tab10")(number)[:3]) for number in range(10)]
GREY = (170, 170, 170)  # of small communities
own = {"community": ("long", community), "pageRank": ("double", rank)}
for number, (title, (kind, values)) in enumerate(own.items(), len(attributes)):
    ET.SubElement(attributes, GEXF + "attribute", id=str(number), title=title, type=kind)
    for element in nodes:
        value = str(values[element.get("id")])
        ET.SubElement(element.find(GEXF + "attvalues"), GEXF + "attvalue", {"for": str(number), "value": value})


def colour(member):
    return PALETTE[community[member] - 1] if community[member] <= len(PALETTE) else GREY


def size(member):
    return 6 + 60 * (rank[member] / max(rank.values())) ** 0.5


for element in nodes:
    member = element.get("id")
    r, g, b = map(str, colour(member))
    x, y = (f"{at:.1f}" for at in place[member])
    ET.SubElement(element, VIZ + "color", r=r, g=g, b=b)
    ET.SubElement(element, VIZ + "position", x=x, y=y, z="0.0")
    ET.SubElement(element, VIZ + "size", value=f"{size(member):.1f}")
Path(folder).mkdir(parents=True, exist_ok=True)
ET.register_namespace("", GEXF[1:-1])
ET.register_namespace("viz", VIZ[1:-1])
gexf.write(Path(folder) / "gephi_timeline.gexf", encoding="UTF-8", xml_declaration=True)

# %% [markdown]
# ## The figure
#
# Each panel shows what Gephi's timeline shows if its range ends with that year.



# %%
def shown(member):
    """A name that every font can write: an id where there is no other."""
    label = node[member].get("label")
    return label if ord(max(label)) < 0x2E80 else member.partition(":")[2]


figure, panels = plt.subplots(2, 2, figsize=(15, 13), layout="constrained")
spread = 1.08 * max(abs(at) for member in place for at in place[member])
for axes, year in zip(panels.flat, (2017, 2019, 2021, 2025)):
    then = until(year)
    axes.add_collection(LineCollection([(place[a], place[b]) for a, b in then.edges()], colors="0.8", linewidths=0.6, zorder=1))
    members = sorted(then)
    axes.scatter(*zip(*(place[member] for member in members)), s=[size(member) ** 2 / 8 for member in members],
                 c=[[part / 255 for part in colour(member)] for member in members], edgecolors="white", linewidths=0.4, zorder=2)
    for number, member in enumerate(foremost, 1):
        if member in then:
            axes.annotate(str(number), place[member], ha="center", va="center", fontsize=9, fontweight="bold", zorder=3,
                          path_effects=[withStroke(linewidth=2, foreground="white")])
    axes.set_title(f"until the end of {year}: {len(then)} nodes, {then.size()} edges", fontsize=12)
    axes.set_xlim(-spread, spread)
    axes.set_ylim(-spread, spread)
    axes.axis("off")
figure.suptitle("Investments and commitments with a date, as Gephi's timeline shows them\n"
                "Colour: community; size: PageRank; numbers: the ten of the highest PageRank", fontsize=14)
figure.legend(loc="outside lower center", ncols=4, frameon=False, handletextpad=0, handles=[
    Line2D([], [], linestyle="", label=f"{number} {shown(member)}") for number, member in enumerate(foremost, 1)])
figure.savefig(Path(folder) / "gephi_timeline.png", dpi=100)
