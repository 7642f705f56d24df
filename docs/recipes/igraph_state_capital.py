# %% [markdown]
# # How far state money reaches
#
# This recipe starts from the flow of state money: from state funds to the funds to which they committed capital, and to the firms
# in which these invested. It shows how far each state fund reaches, how many of them are behind a firm, and which Little
# Giants they reach. The figure is `igraph_state_capital.png`.
#
#     python igraph_state_capital.py [WAYS DESIGNATIONS [FOLDER]]
#
# WAYS and DESIGNATIONS are files or addresses. The figure is written to FOLDER.

# %%
import sys
from pathlib import Path
from textwrap import fill
from urllib.request import urlretrieve

import igraph
import matplotlib.pyplot as plt
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

WAYS = "http://127.0.0.1:8080/export/state-capital.graphml"
# All facts that designate a firm, and investments, without their sources: relationships={"designations":{},"investments":{}}.
DESIGNATIONS = ("http://127.0.0.1:8080/export/graph.graphml"
                "?relationships=%7B%22designations%22:%7B%7D,%22investments%22:%7B%7D%7D&withSources=false")

arguments = [] if "ipykernel" in sys.modules else sys.argv[1:]  # those of a notebook are its kernel's
*exports, folder = (arguments + [WAYS, DESIGNATIONS, "."][len(arguments) :])[:3]


def read(export):
    """The graph of a file. igraph reads from files alone, so what an address has is put into one."""
    name, _ = urlretrieve(export if "://" in export else Path(export).absolute().as_uri())
    return igraph.Graph.Read_GraphML(name)


ways, facts = map(read, exports)
print(f"{ways.vcount()} state funds, funds and firms, {ways.ecount()} ways from one to another")


def shown(node):
    """A name that every font can write: an id where there is no other."""
    return node["label"] if node["label"] and ord(max(node["label"])) < 0x2E80 else node["id"].partition(":")[2]


# %% [markdown]
# ## The reach of each state fund
#
# A firm is reached at once if the state fund itself invested in it, and through funds if only funds invested that have the state
# fund's capital, or capital of funds that have it.

# %%
firms = ways.vs.select(kind_eq="Firm")
states = ways.vs.select(kind_eq="StateFund")
is_firm = set(firms.indices)
reach = {fund.index: set(ways.subcomponent(fund, mode="out")) - {fund.index} for fund in states}
at_once = {fund.index: set(ways.successors(fund)) for fund in states}
print(f"\n{'firms':>5}  {'at once':>7}  {'through funds':>13}  {'funds':>5}  {'level':10}  state fund")
for fund in sorted(states, key=lambda fund: (-len(reach[fund.index] & is_firm), fund["id"]))[:12]:
    reached = reach[fund.index] & is_firm
    direct = len(reached & at_once[fund.index])
    print(f"{len(reached):5}  {direct:7}  {len(reached) - direct:13}  {len(reach[fund.index] - is_firm):5}  "
          f"{fund['level'] or '?':10}  {shown(fund)}")

# %% [markdown]
# ## Firms by how many state funds' money reaches them

# %%
behind = {firm.index: {fund for fund in reach if firm.index in reach[fund]} for firm in firms}
print(f"\n{'state funds':>11}  {'at once':>7}  firm")
for firm in sorted(firms, key=lambda firm: (-len(behind[firm.index]), firm["id"]))[:12]:
    direct = sum(firm.index in at_once[fund] for fund in behind[firm.index])
    print(f"{len(behind[firm.index]):11}  {direct:7}  {shown(firm)}")

# %% [markdown]
# ## The Little Giants
#
# Most Little Giants have no known investor, and nothing can be said about them. For the others, "nearest" is the number of steps
# from the firm back to the nearest state fund.

# %%
PROGRAMMES = {"programme:little-giant", "programme:key-little-giant"}
giants = {facts.vs[edge.target]["id"] for edge in facts.es.select(type_eq="DESIGNATED")
          if facts.vs[edge.source]["id"] in PROGRAMMES}
investors = {}
for edge in facts.es.select(type_eq="INVESTED_IN"):
    investors.setdefault(facts.vs[edge.target]["id"], set()).add(edge.source)
known = sorted(giants & investors.keys())
where = {firm["id"]: firm for firm in firms}
print(f"\n{len(giants)} Little Giants, {len(known)} with known investors, "
      f"{len(where.keys() & giants)} that state money reaches\n")
print(f"{'state funds':>11}  {'nearest':>7}  {'known investors':>15}  Little Giant")
for giant in sorted(known, key=lambda giant: (-len(behind[where[giant].index]) if giant in where else 0, giant)):
    funds, nearest, node = 0, "", facts.vs.find(id=giant)
    if giant in where:
        funds = len(behind[where[giant].index])
        nearest = min(row[0] for row in ways.distances(source=list(behind[where[giant].index]), target=[where[giant].index]))
    print(f"{funds:11}  {nearest:>7}  {len(investors[giant]):15}  {shown(node)}")

# %% [markdown]
# ## The figure
#
# Money flows from left to right: a fund stands one column to the right of the last fund that committed capital to it, and firms
# stand in the last column. Within a column, each node moves to the mean height of its neighbours, in turn, until the lines are
# short.

# %%
funds = [node.index for node in ways.vs if node.index not in is_firm]
column = dict.fromkeys(funds, 0)
for _ in range(2):  # at most three columns of funds, even where money goes in a circle
    column = {fund: max([0] + [column[backer] + 1 for backer in ways.predecessors(fund)]) for fund in funds}
last = max(column.values()) + 1
column |= dict.fromkeys(is_firm, last)
columns = [[node for node in range(ways.vcount()) if column[node] == at] for at in range(last + 1)]
height = {}
for nodes in columns:
    for row, node in enumerate(sorted(nodes, key=lambda node: ways.vs[node]["component"])):
        height[node] = (row + 0.5) / len(nodes)
for _ in range(30):
    for nodes in columns:
        mean = {node: sum(height[n] for n in ways.neighbors(node)) / ways.degree(node) for node in nodes}
        for row, node in enumerate(sorted(nodes, key=lambda node: (mean[node], node))):
            height[node] = (row + 0.5) / len(nodes)

figure, axes = plt.subplots(figsize=(15, 12), layout="constrained")
STATE, FUND, FIRM, GIANT, COMMITTED = "#c0392b", "#2471a3", "#7f8c8d", "#b9770e", "#7d3c98"


def colour(node):
    if node["kind"] == "StateFund":
        return STATE
    return FUND if node["kind"] != "Firm" else GIANT if node["id"] in giants else FIRM


for edge in ways.es:
    ends = [(column[node], height[node]) for node in edge.tuple]
    axes.annotate("", ends[1], ends[0], arrowprops={
        "arrowstyle": "-|>", "color": STATE if edge.target in is_firm else COMMITTED, "alpha": 0.55, "linewidth": edge["count"],
        "shrinkA": 4, "shrinkB": 5, "connectionstyle": "arc3,rad=0.04"})
for node in ways.vs:
    at = column[node.index], height[node.index]
    size = 40 + 25 * (len(behind[node.index]) if node.index in behind else len(reach.get(node.index, set()) & is_firm))
    axes.scatter(*at, s=size, color=colour(node), edgecolors="white", zorder=2)
    ha, va, offset, width = "center", "bottom", (0, 8), 38
    if at[0] in (0, last):
        ha, va, offset, width = ("right", "center", (-10, 0), 60) if at[0] == 0 else ("left", "center", (10, 0), 34)
    axes.annotate(fill(shown(node), width), at, xytext=offset, textcoords="offset points", ha=ha, va=va, fontsize=8.5,
                  fontweight="bold" if node["id"] in giants else "normal",
                  path_effects=[withStroke(linewidth=2.5, foreground="white")])
axes.set_title("The ways of state money, from left to right\n"
               "Size: how many firms a state fund reaches, and how many state funds reach a firm", fontsize=14)
axes.legend(loc="upper left", bbox_to_anchor=(0, 0), ncols=6, frameon=False, handles=[
    *(Line2D([], [], marker="o", linestyle="", color=shade, label=called) for shade, called in
      ((STATE, "state fund"), (FUND, "fund with state capital"), (GIANT, "Little Giant"), (FIRM, "other firm"))),
    Line2D([], [], color=COMMITTED, label="committed capital to"), Line2D([], [], color=STATE, label="invested in")])
axes.set_xlim(-1.1, last + 0.7)
axes.invert_yaxis()
axes.axis("off")
Path(folder).mkdir(parents=True, exist_ok=True)
figure.savefig(Path(folder) / "igraph_state_capital.png", dpi=110)
