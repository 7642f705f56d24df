# %% [markdown]
# # The reach of state capital
#
# This recipe reads the flow of state capital: from state funds to the funds to which they committed capital, and to the firms in
# which these funds invested. It shows how many firms each state fund reaches, how many state funds are behind a firm, and which
# Little Giants they reach. The figure is `igraph_state_capital.png`.
#
#     python igraph_state_capital.py [FLOW DESIGNATIONS [FOLDER]]
#
# FLOW and DESIGNATIONS are files or URLs. The figure is written to FOLDER.

# %%
import sys
from pathlib import Path
from textwrap import fill
from urllib.request import urlretrieve

import igraph
import matplotlib.pyplot as plt
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

FLOW = "http://127.0.0.1:8080/export/state-capital.graphml"
# All facts that designate a firm, and investments, without their sources: relationships={"designations":{},"investments":{}}.
DESIGNATIONS = ("http://127.0.0.1:8080/export/graph.graphml"
                "?relationships=%7B%22designations%22:%7B%7D,%22investments%22:%7B%7D%7D&withSources=false")

arguments = [] if "ipykernel" in sys.modules else sys.argv[1:]  # those of a notebook are its kernel's
*exports, folder = (arguments + [FLOW, DESIGNATIONS, "."][len(arguments) :])[:3]


def read(export):
    """The graph of a file. igraph reads from files alone, so what an address has is put into one."""
    name, _ = urlretrieve(export if "://" in export else Path(export).absolute().as_uri())
    return igraph.Graph.Read_GraphML(name)


flow, facts = map(read, exports)
print(f"{flow.vcount()} state funds, funds and firms, {flow.ecount()} edges")


def shown(node):
    """A name that every font can write: an id where there is no other."""
    return node["label"] if node["label"] and ord(max(node["label"])) < 0x2E80 else node["id"].partition(":")[2]


# %% [markdown]
# ## The reach of each state fund
#
# A state fund reaches a firm directly if it invested in the firm itself, and through funds if only funds with its capital, or with
# capital of such funds, invested in the firm.

# %%
firms = flow.vs.select(kind_eq="Firm")
states = flow.vs.select(kind_eq="StateFund")
is_firm = set(firms.indices)
reach = {fund.index: set(flow.subcomponent(fund, mode="out")) - {fund.index} for fund in states}
direct_reach = {fund.index: set(flow.successors(fund)) for fund in states}
print(f"\n{'firms':>5}  {'direct':>7}  {'through funds':>13}  {'funds':>5}  {'level':10}  state fund")
for fund in sorted(states, key=lambda fund: (-len(reach[fund.index] & is_firm), fund["id"]))[:12]:
    reached = reach[fund.index] & is_firm
    direct = len(reached & direct_reach[fund.index])
    print(f"{len(reached):5}  {direct:7}  {len(reached) - direct:13}  {len(reach[fund.index] - is_firm):5}  "
          f"{fund['level'] or '?':10}  {shown(fund)}")

# %% [markdown]
# ## Firms by the number of state funds behind them

# %%
behind = {firm.index: {fund for fund in reach if firm.index in reach[fund]} for firm in firms}
print(f"\n{'state funds':>11}  {'direct':>7}  firm")
for firm in sorted(firms, key=lambda firm: (-len(behind[firm.index]), firm["id"]))[:12]:
    direct = sum(firm.index in direct_reach[fund] for fund in behind[firm.index])
    print(f"{len(behind[firm.index]):11}  {direct:7}  {shown(firm)}")

# %% [markdown]
# ## The Little Giants
#
# Most Little Giants have no known investor and are left out. For the others, "nearest" is the number of steps from the firm back
# to the nearest state fund.

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
      f"{len(where.keys() & giants)} with state capital\n")
print(f"{'state funds':>11}  {'nearest':>7}  {'known investors':>15}  Little Giant")
for giant in sorted(known, key=lambda giant: (-len(behind[where[giant].index]) if giant in where else 0, giant)):
    funds, nearest, node = 0, "", facts.vs.find(id=giant)
    if giant in where:
        funds = len(behind[where[giant].index])
        nearest = min(row[0] for row in flow.distances(source=list(behind[where[giant].index]), target=[where[giant].index]))
    print(f"{funds:11}  {nearest:>7}  {len(investors[giant]):15}  {shown(node)}")

# %% [markdown]
# ## The figure
#
# Capital flows from left to right. A fund is one column to the right of the rightmost fund that committed capital to it, and firms
# are in the last column. To shorten the edges, each node in turn moves to the mean height of its neighbours (barycentre method).

# %%
funds = [node.index for node in flow.vs if node.index not in is_firm]
column = dict.fromkeys(funds, 0)
for _ in range(2):  # at most three columns of funds, even if capital flows in a circle
    column = {fund: max([0] + [column[backer] + 1 for backer in flow.predecessors(fund)]) for fund in funds}
last = max(column.values()) + 1
column |= dict.fromkeys(is_firm, last)
columns = [[node for node in range(flow.vcount()) if column[node] == at] for at in range(last + 1)]
height = {}
for nodes in columns:
    for row, node in enumerate(sorted(nodes, key=lambda node: flow.vs[node]["component"])):
        height[node] = (row + 0.5) / len(nodes)
for _ in range(30):
    for nodes in columns:
        mean = {node: sum(height[n] for n in flow.neighbors(node)) / flow.degree(node) for node in nodes}
        for row, node in enumerate(sorted(nodes, key=lambda node: (mean[node], node))):
            height[node] = (row + 0.5) / len(nodes)

figure, axes = plt.subplots(figsize=(15, 12), layout="constrained")
STATE, FUND, FIRM, GIANT, COMMITTED = "#c0392b", "#2471a3", "#7f8c8d", "#b9770e", "#7d3c98"


def colour(node):
    if node["kind"] == "StateFund":
        return STATE
    return FUND if node["kind"] != "Firm" else GIANT if node["id"] in giants else FIRM


for edge in flow.es:
    ends = [(column[node], height[node]) for node in edge.tuple]
    axes.annotate("", ends[1], ends[0], arrowprops={
        "arrowstyle": "-|>", "color": STATE if edge.target in is_firm else COMMITTED, "alpha": 0.55, "linewidth": edge["count"],
        "shrinkA": 4, "shrinkB": 5, "connectionstyle": "arc3,rad=0.04"})
for node in flow.vs:
    at = column[node.index], height[node.index]
    size = 40 + 25 * (len(behind[node.index]) if node.index in behind else len(reach.get(node.index, set()) & is_firm))
    axes.scatter(*at, s=size, color=colour(node), edgecolors="white", zorder=2)
    ha, va, offset, width = "center", "bottom", (0, 8), 38
    if at[0] in (0, last):
        ha, va, offset, width = ("right", "center", (-10, 0), 60) if at[0] == 0 else ("left", "center", (10, 0), 34)
    axes.annotate(fill(shown(node), width), at, xytext=offset, textcoords="offset points", ha=ha, va=va, fontsize=8.5,
                  fontweight="bold" if node["id"] in giants else "normal",
                  path_effects=[withStroke(linewidth=2.5, foreground="white")])
axes.set_title("Paths of state capital, from left to right\n"
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
