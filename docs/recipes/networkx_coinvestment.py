# %% [markdown]
# # Who invests together, and who connects the communities
#
# This recipe reads a network of investors, in which an edge links two investors of the same firm. It shows which investors share
# the most firms, which communities they form, and who connects the communities. The figure is `networkx_coinvestment.png`.
#
#     python networkx_coinvestment.py [EXPORT [FOLDER]]
#
# EXPORT is a file or a URL. The figure is written to FOLDER.

# %%
import sys
from pathlib import Path
from urllib.request import urlopen

import matplotlib.pyplot as plt
import networkx as nx
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

EXPORT = "http://127.0.0.1:8080/export/investors-by-firm.graphml"

arguments = [] if "ipykernel" in sys.modules else sys.argv[1:]  # those of a notebook are its kernel's
export, folder = (arguments + [EXPORT, "."][len(arguments) :])[:2]
with urlopen(export if "://" in export else Path(export).absolute().as_uri()) as file:
    network = nx.read_graphml(file)
name = dict(network.nodes(data="label", default=""))
print(f"{len(network)} investors, {network.size()} edges\n")

# %% [markdown]
# ## Co-investors
#
# The weight of an edge is the number of firms in which both invested, at any time and in any round. Investors with many firms share
# some by chance, so the table also has the Jaccard index: the proportion of all partners of the two that they share.

# %%
together = sorted(network.edges(data="weight"), key=lambda tie: (-tie[2], sorted((name[tie[0]], name[tie[1]]))))[:12]
jaccard = {frozenset((a, b)): index for a, b, index in nx.jaccard_coefficient(network, [(a, b) for a, b, _ in together])}
print(f"{'firms':>5}  {'common partners':>15}  investors")
for a, b, firms in together:
    first, second = sorted((name[a], name[b]))
    print(f"{firms:5.0f}  {jaccard[frozenset((a, b))]:15.2f}  {first} and {second}")

# %% [markdown]
# ## Communities
#
# The Louvain method finds groups with more edges inside than expected by chance. All investors of one firm are linked to each
# other, so a firm with many investors can be a community by itself; investors in several firms connect the communities.

# %%
communities = sorted(nx.community.louvain_communities(network, seed=1), key=lambda group: (-len(group), min(group)))
community = {investor: number for number, group in enumerate(communities, 1) for investor in group}
strength = dict(network.degree(weight="weight"))
print(f"\nmodularity {nx.community.modularity(network, communities):.2f}, the largest communities of {len(communities)}:\n")
print(f"{'':>3}  {'size':>4}  {'inside':>6}  strongest")
for number, group in enumerate(communities[:8], 1):
    inside = 2 * network.subgraph(group).size("weight") / sum(strength[investor] for investor in group)
    strongest = sorted(group, key=lambda investor: (-strength[investor], investor))[:3]
    print(f"{number:3}  {len(group):4}  {inside:6.0%}  {', '.join(name[investor] for investor in strongest)}")

# %% [markdown]
# ## Brokers
#
# Betweenness is the share of the shortest paths between two others that pass through an investor. The table also has the number
# of communities among its partners: a broker connects several.

# %%
betweenness = nx.betweenness_centrality(network)
brokers = sorted(network, key=lambda investor: (-betweenness[investor], investor))[:12]
print(f"\n{'betweenness':>11}  {'partners':>8}  {'communities':>11}  {'kind':13}  broker")
for investor in brokers:
    reached = {community[partner] for partner in network[investor]}
    print(f"{betweenness[investor]:11.3f}  {network.degree(investor):8}  {len(reached):11}  "
          f"{network.nodes[investor]['kind']:13}  {name[investor]}")

# %% [markdown]
# ## The figure
#
# All edges together would be unreadable. The figure shows the edges of two or more shared firms, in their largest component.

# %%
again = nx.Graph((a, b, {"weight": firms}) for a, b, firms in network.edges(data="weight") if firms >= 2)
drawn = again.subgraph(max(nx.connected_components(again), key=lambda part: (len(part), min(part))))
order = sorted(drawn)
bold = sorted(drawn, key=lambda investor: (-betweenness[investor], investor))[:12]
place = nx.kamada_kawai_layout(drawn, weight=None, pos=nx.circular_layout(order))


def shown(investor):
    """A name that every font can write: an id where there is no other."""
    return name[investor] if name[investor] and ord(max(name[investor])) < 0x2E80 else investor.partition(":")[2]


figure, axes = plt.subplots(figsize=(15, 11), layout="constrained")
colour = {number: plt.get_cmap("tab20")(2 * i % 20 + i // 10)
          for i, number in enumerate(sorted({community[investor] for investor in drawn}))}
for a, b, firms in drawn.edges(data="weight"):
    (x1, y1), (x2, y2) = place[a], place[b]
    axes.plot([x1, x2], [y1, y2], color="0.75", linewidth=0.6 * firms, zorder=1)
axes.scatter(*zip(*(place[investor] for investor in order)), zorder=2, edgecolors="white",
             s=[60 + 8000 * betweenness[investor] for investor in order],
             c=[colour[community[investor]] for investor in order])
for investor in order:
    axes.annotate(shown(investor), place[investor], xytext=(0, 7 + 40 * betweenness[investor] ** 0.5), zorder=3,
                  textcoords="offset points", ha="center", fontsize=9.5 if investor in bold else 7.5,
                  fontweight="bold" if investor in bold else "normal",
                  path_effects=[withStroke(linewidth=2.5, foreground="white")])
axes.set_title("Investors with two or more firms in common\n"
               "Width: firms in common; size: betweenness among all investors; bold: the twelve largest", fontsize=14)
axes.legend(title="community of", loc="lower left", fontsize=9, handles=[
    Line2D([], [], marker="o", linestyle="", color=colour[number],
           label=shown(min(communities[number - 1], key=lambda investor: (-strength[investor], investor)))) for number in colour])
axes.margins(0.08)
axes.axis("off")
Path(folder).mkdir(parents=True, exist_ok=True)
figure.savefig(Path(folder) / "networkx_coinvestment.png", dpi=110)
