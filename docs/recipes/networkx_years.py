# %% [markdown]
# # How 2019 differs from 2023
#
# This recipe reads two exports of investors and firms, each with the investments that were announced in one year. It compares
# who invested, in which firms, and together with whom. The figure is `networkx_years.png`.
#
#     python networkx_years.py [BEFORE AFTER [FOLDER]]
#
# BEFORE and AFTER are files or URLs. The figure is written to FOLDER.

# %%
import json
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path
from textwrap import fill
from urllib.request import urlopen

import matplotlib.pyplot as plt
import networkx as nx
from matplotlib.lines import Line2D

BEFORE = "http://127.0.0.1:8080/export/investors-and-firms.json?from=2019&to=2019"
AFTER = "http://127.0.0.1:8080/export/investors-and-firms.json?from=2023&to=2023"
CALLED = ("2019", "2023")

arguments = [] if "ipykernel" in sys.modules else sys.argv[1:]  # those of a notebook are its kernel's
*exports, folder = (arguments + [BEFORE, AFTER, "."][len(arguments) :])[:3]
years = []
for export in exports:
    with urlopen(export if "://" in export else Path(export).absolute().as_uri()) as file:
        years.append(nx.node_link_graph(json.load(file)))

# %% [markdown]
# ## What is counted
#
# An investment counts in the year in which it was certainly announced. Investments without a date are in neither year. Few rounds
# of a year are known, so read the percentages together with the numbers. A firm that invested and
# received investments appears once on each side.

# %%
KINDS = {"StateFund": "state funds", "VCFund": "venture funds", "Firm": "firms as investors", "OtherInvestor": "other investors"}


def side(network, which):
    return sorted(node for node, data in network.nodes(data=True) if data["side"] == which)


def described(network):
    """What is to be compared, by what it is called."""
    investors, firms = side(network, "investor"), side(network, "firm")
    kinds = Counter(network.nodes[investor]["kind"] for investor in investors)
    with_state = [firm for firm in firms if any(network.nodes[n]["kind"] == "StateFund" for n in network[firm])]
    row = {
        "investments": str(sum(count for _, _, count in network.edges(data="count"))),
        "firms invested in": str(len(firms)),
        "  of these by a state fund": f"{len(with_state)} ({len(with_state) / len(firms):.0%})",
        "investors": str(len(investors)),
    }
    for kind, called in KINDS.items():
        row["  " + called] = f"{kinds[kind]} ({kinds[kind] / len(investors):.0%})"
    pairs = {pair for firm in firms for pair in combinations(sorted(network[firm]), 2)}
    across = [{network.nodes[a]["kind"], network.nodes[b]["kind"]} for a, b in pairs]
    row["pairs in one firm"] = str(len(pairs))
    row["  of a state fund and another"] = str(sum(len(kinds) > 1 and "StateFund" in kinds for kinds in across))
    row["investors in two firms or more"] = str(sum(network.degree(investor) > 1 for investor in investors))
    return row


before, after = map(described, years)
print(f"{'':32} {CALLED[0]:>10} {CALLED[1]:>10}")
for what in before:
    print(f"{what:32} {before[what]:>10} {after[what]:>10}")

# %%
seen = [set(side(network, "investor")) for network in years]
both = sorted(years[0].nodes[investor]["label"] for investor in seen[0] & seen[1])
print(f"\nin both years: {', '.join(both) or 'nobody'}")

# %% [markdown]
# ## The figure
#
# Each year has a panel: firms on the left, those with the most investors first, and their investors on the right.


# %%
def shown(network, node):
    """A name that every font can write: an id where there is no other."""
    label = network.nodes[node].get("label", "")
    return label if label and ord(max(label)) < 0x2E80 else node.partition(":")[2].partition("#")[0]


COLOURS = {"StateFund": "#c0392b", "VCFund": "#2471a3", "Firm": "#b9770e", "OtherInvestor": "#7f8c8d"}
figure, panels = plt.subplots(1, 2, figsize=(16, 9), layout="constrained")
for network, axes, called in zip(years, panels, CALLED):
    firms = sorted(side(network, "firm"), key=lambda firm: (-network.degree(firm), firm))
    row, y = {}, 0.0
    for firm in firms:
        for investor in sorted(network[firm], key=lambda n: (network.nodes[n]["kind"], n)):
            if investor not in row:
                row[investor], y = y, y + 1
        row[firm] = sum(row[investor] for investor in network[firm]) / network.degree(firm)
        y += 0.6
    for firm, investor in (sorted(edge, key=lambda n: network.nodes[n]["side"]) for edge in network.edges()):
        colour = COLOURS[network.nodes[investor]["kind"]]
        axes.plot([0, 1], [row[firm], row[investor]], color=colour, alpha=0.6, linewidth=1.6, zorder=1)
    for node, at in row.items():
        is_firm = network.nodes[node]["side"] == "firm"
        x, size, width, font = (0, 90, 24, 10) if is_firm else (1, 45, 60, 8.5)
        axes.scatter(x, at, s=size, color="black" if is_firm else COLOURS[network.nodes[node]["kind"]], zorder=2)
        axes.annotate(fill(shown(network, node), width), (x, at), xytext=(-9 if is_firm else 9, 0), textcoords="offset points",
                      ha="right" if is_firm else "left", va="center", fontsize=font,
                      fontweight="bold" if is_firm else "normal")
    axes.set_title(f"{called}: {len(firms)} firms, {len(row) - len(firms)} investors", fontsize=13)
    axes.set_xlim(-1.4, 3.9)
    axes.invert_yaxis()
    axes.axis("off")
figure.suptitle("Investors of announced rounds: firms on the left, their investors on the right", fontsize=14)
figure.legend(loc="outside lower center", ncols=4, handles=[
    Line2D([], [], marker="o", linestyle="", color=COLOURS[kind], label=called) for kind, called in KINDS.items()])
Path(folder).mkdir(parents=True, exist_ok=True)
figure.savefig(Path(folder) / "networkx_years.png", dpi=110)
