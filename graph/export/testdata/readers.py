"""Reads exported files with the libraries that users read them with, and compares the results with the graph.

Each line of standard input has a format, a file, and a file with the graph as JSON. For each, a line with a JSON list of
the differences is written.
"""

import csv
import io
import json
import math
import re
import sys
import traceback
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import igraph
import lxml.etree
import matplotlib.pyplot
import networkx as nx
import pyarrow as pa
import pyarrow.csv
import pyarrow.ipc
import pyarrow.parquet

matplotlib.use("Agg")
HERE = Path(__file__).parent
SAFE = 2**53 - 1
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # in XML 1.0
NO_NMTOKEN = re.compile("[^-a-zA-Z0-9._:À-ÖØ-öø-ÿぁ-ゔァ-ヺ一-龥가-힣]")


def grammar(name):
    return lxml.etree.RelaxNG(lxml.etree.parse(HERE / name))


class Graph:
    """The exported graph: for each element, its own fields and its values by attribute."""

    def __init__(self, path):
        data = json.loads(Path(path).read_text(encoding="utf-8"))
        self.directed, self.parallel, self.dynamic = data["directed"], data["parallel"], data["dynamic"]
        self.kinds = {"nodes": data["nodeKinds"], "edges": data["edgeKinds"]}
        self.nodes, self.edges = data["nodes"], data["edges"]
        self.name, self.notes = data["name"], dict(data["notes"])

    def about(self, change=lambda value: value):
        """Returns the metadata of the file."""
        return ({"name": self.name} if self.name else {}) | {name: change(value) for name, value in self.notes.items()}

    def heading(self):
        """Returns the metadata as one text."""
        return "; ".join(([self.name] if self.name else []) + [f"{name}: {as_text(value)}" for name, value in self.notes.items()])

    def values(self, of, element, change):
        """Returns the values of an element that are not null, each converted by its kind."""
        changed = {}
        for name, value in element["values"].items():
            kind = self.kinds[of][name]
            if kind == "Float":
                value = float(value)
            value = change(kind, value)
            if value is not None:
                changed[name] = value
        return changed

    def attribute(self, of, element, texts, change, text=lambda s: s):
        """Returns these values together with the element's own texts, by their names in the format."""
        shown = {name: text(element[own]) for name, own in texts.items() if element[own] != ""}
        return shown | self.values(of, element, change)


def as_text(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


def says(what, got, want):
    """Returns the differences of the metadata of a file; a reader may report additional metadata."""
    return [f"{what}: {name} is {got.get(name)!r}, want {value!r}" for name, value in want.items() if not same(got.get(name), value)]


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("\x7f", "\\u007f").replace(
        "\u2028", "\\u2028").replace("\u2029", "\\u2029")


def same(a, b):
    if isinstance(a, float) and isinstance(b, float) and math.isnan(a) and math.isnan(b):
        return True
    return type(a) is type(b) and a == b


def differs(what, got, want):
    """Returns the differences between two dictionaries of dictionaries."""
    found = []
    if got.keys() != want.keys():
        found.append(f"{what}: {len(got)} instead of {len(want)}; not there: {list(want.keys() - got.keys())[:3]}; "
                     f"too many: {list(got.keys() - want.keys())[:3]}")
    for key in want.keys() & got.keys():
        mine, other = want[key], got[key]
        for name in mine.keys() | other.keys():
            if name not in mine or name not in other or not same(mine[name], other[name]):
                found.append(f"{what} {key!r}: {name} is {other.get(name)!r}, want {mine.get(name)!r}")
        if len(found) > 5:
            break
    return found


def elements(what, pairs):
    """Returns a dictionary of pairs (key, values). Duplicate keys are errors."""
    pairs = list(pairs)
    twice = [key for key, n in Counter(key for key, _ in pairs).items() if n > 1]
    if twice:
        raise ValueError(f"{what} that are there twice: {twice[:3]}")
    return dict(pairs)


# The transformations of texts by the formats.

def in_xml(s):
    return ILLEGAL.sub("\ufffd", s)


def numbered(s, other):
    """Returns the id with each character that other matches, and each underscore before an x, replaced by its code point."""
    def number(match):
        n = ord(match[0])
        return f"_x{n:04X}_" if n < 0x10000 else f"_x{n:06X}_"
    return re.sub(f"{other.pattern}|_(?=x)", number, s)


def id_in_gexf(s):
    return numbered(s, ILLEGAL)


def id_in_graphml(s):
    return numbered(s, NO_NMTOKEN)


def in_pajek(s):
    s = s.replace('"', "'").replace("\\", "/")
    return "".join(" " if c < " " or "\x7f" <= c < "\xa0" or c in "\u2028\u2029" else c for c in s)


def pajek_label(node):
    if node["label"]:
        return in_pajek(node["label"]) + " (" + in_pajek(node["id"]) + ")"
    return in_pajek(node["id"])


def normal(value):
    """Returns a value as igraph reads it: subnormal numbers become 0."""
    return 0.0 if isinstance(value, float) and abs(value) < sys.float_info.min else value


def graphml_value(kind, value):
    return normal(xml_value(kind, value))


def xml_value(kind, value):
    if kind == "List":
        return in_xml(compact(value))
    return in_xml(value) if isinstance(value, str) else value


def json_value(kind, value):
    return None if kind == "Float" and not math.isfinite(value) else value


def javascript_value(kind, value):
    return str(value) if kind == "Integer" and abs(value) > SAFE else json_value(kind, value)


SPAN = {"start": "start", "end": "end"}


def check_networkx(graph, read, node, edge, key=lambda e: e["id"], ident=lambda s: s):
    """Compares a graph with the result of NetworkX; node and edge return the expected values of an element."""
    found = []
    if read.is_directed() != graph.directed:
        found.append(f"directed is {read.is_directed()}")
    if read.number_of_edges() != len(graph.edges):
        found.append(f"{read.number_of_edges()} edges instead of {len(graph.edges)}")
    found += differs("node", dict(read.nodes(data=True)), {ident(n["id"]): node(n) for n in graph.nodes})
    ends = (lambda u, v: (u, v)) if graph.directed else (lambda u, v: tuple(sorted((u, v))))
    if read.is_multigraph():
        got = elements("edges", (((*ends(u, v), k), d) for u, v, k, d in read.edges(keys=True, data=True)))
        want = {(*ends(ident(e["source"]), ident(e["target"])), key(e)): edge(e) for e in graph.edges}
    else:
        got = {ends(u, v): d for u, v, d in read.edges(data=True)}
        want = {ends(ident(e["source"]), ident(e["target"])): edge(e) for e in graph.edges}
    return found + differs("edge", got, want)


def check_graphml(graph, path):
    found = invalid(path, "graphml.rng")
    read = nx.read_graphml(path, force_multigraph=graph.parallel)

    def node(n):
        return graph.attribute("nodes", n, {"label": "label", "kind": "kind"} | SPAN, graphml_value, in_xml)

    def edge(e):
        shown = graph.attribute("edges", e, {"type": "type", "edgeId": "id"} | SPAN, graphml_value, in_xml)
        return shown | ({"id": id_in_graphml(e["id"])} if e["id"] and not graph.parallel else {})

    found += check_networkx(graph, read, node, edge, lambda e: id_in_graphml(e["id"]), id_in_graphml)
    found += says("graphml", read.graph, graph.about(lambda value: in_xml(value) if isinstance(value, str) else value))
    read = igraph.Graph.Read_GraphML(path)
    if len(graph.nodes) < 60:
        plot(read)
    return found + check_igraph(graph, read)


def plot(read):
    """Draws the graph with the defaults of igraph: no attribute may be misread as a visual property."""
    figure, axes = matplotlib.pyplot.subplots()
    igraph.plot(read, target=axes, layout="circle")
    matplotlib.pyplot.close(figure)


ABSENT = {"Integer": math.nan, "Float": math.nan, "Boolean": False}


def check_igraph(graph, read):
    """Compares with the result of igraph, which reads numbers as floats and has no null values."""
    found = []
    if read.is_directed() != graph.directed:
        found.append(f"igraph: directed is {read.is_directed()}")

    def change(kind, value):
        return float(value) if kind == "Integer" else graphml_value(kind, value)

    def shown(of, element, texts):
        absent = {name: ABSENT.get(kind, "") for name, kind in graph.kinds[of].items()}
        own = {name: in_xml(element[key]) for name, key in texts.items()}
        return absent | own | graph.values(of, element, change)

    known = {name: read[name] for name in read.attributes()}
    found += says("igraph", known, graph.about(
        lambda value: value if isinstance(value, bool) else float(value) if isinstance(value, int) else in_xml(value)))
    span = SPAN if graph.dynamic else {}

    def without_id(attributes):
        return {name: value for name, value in attributes.items() if name != "id"}

    got = elements("nodes", ((v["id"], without_id(v.attributes())) for v in read.vs))
    found += differs("igraph's node", got, {
        id_in_graphml(n["id"]): shown("nodes", n, {"label": "label", "kind": "kind"} | span) for n in graph.nodes})

    def ends(source, target):
        return (source, target) if graph.directed else tuple(sorted((source, target)))

    got = elements("edges", (((*ends(read.vs[e.source]["id"], read.vs[e.target]["id"]), e["edgeId"]), without_id(e.attributes()))
                             for e in read.es))
    return found + differs("igraph's edge", got, {
        (*ends(id_in_graphml(e["source"]), id_in_graphml(e["target"])), in_xml(e["id"])):
        shown("edges", e, {"type": "type", "edgeId": "id"} | span) for e in graph.edges})


def invalid(path, name):
    form = GRAMMARS[name]
    return [] if form.validate(lxml.etree.parse(path)) else [f"{name}: {form.error_log}"]


def check_gexf(graph, path):
    found = invalid(path, "gexf.rng")
    read = nx.read_gexf(path, version="1.3")
    description = lxml.etree.parse(path).findtext("{http://gexf.net/1.3}meta/{http://gexf.net/1.3}description", "")
    if description != in_xml(graph.heading()):
        found.append(f"gexf: the description is {description!r}, want {graph.heading()!r}")

    def node(n):
        shown = graph.attribute("nodes", n, {"kind": "kind"} | SPAN, xml_value, in_xml)
        return shown | {"label": in_xml(n["label"]) or id_in_gexf(n["id"])}

    def edge(e):
        shown = graph.attribute("edges", e, {"type": "type", "label": "type"} | SPAN, xml_value, in_xml)
        if "weight" in shown:
            shown["weight"] = float(shown["weight"])
        return shown | ({"id": id_in_gexf(e["id"])} if e["id"] else {})

    return found + check_networkx(graph, read, node, edge, lambda e: id_in_gexf(e["id"]), id_in_gexf)


def strict(path):
    def refuse(name):
        raise ValueError(f"{name} is no JSON")
    return json.loads(Path(path).read_text(encoding="utf-8"), parse_constant=refuse)


def check_node_link(graph, path):
    read = nx.node_link_graph(strict(path))

    def node(n):
        return graph.attribute("nodes", n, {"label": "label", "kind": "kind"} | SPAN, json_value)

    def edge(e):
        own = {"type": "type"} | SPAN
        return graph.attribute("edges", e, own if graph.parallel else own | {"id": "id"}, json_value)

    return check_networkx(graph, read, node, edge) + says("node-link", read.graph, graph.about())


def check_cytoscape(graph, path):
    data = strict(path)
    read = nx.cytoscape_graph(data)

    def node(n):
        shown = graph.attribute("nodes", n, {"id": "id", "value": "id", "kind": "kind"} | SPAN, javascript_value)
        return shown | {"name": n["label"] or n["id"]}

    def edge(e):
        own = {"source": "source", "target": "target", "id": "id", "interaction": "type"} | SPAN
        return graph.attribute("edges", e, own | ({"key": "id"} if graph.parallel else {}), javascript_value)

    return check_networkx(graph, read, node, edge) + says("cytoscape", read.graph, graph.about())


CX2_TYPES = {"Integer": ("long", int), "Float": ("double", float), "Boolean": ("boolean", bool), "List": ("list_of_string", list)}


def check_cx2(graph, path):
    """Checks a file of CX2 against its specification, since there is no Python reader of CX2 among the packages."""
    data = strict(path)
    found = []
    if data[0] != {"CXVersion": "2.0", "hasFragments": False} or data[-1] != {"status": [{"success": True}]}:
        found.append("cx2: the beginning or the end is wrong")
    aspects = {}
    for part in data[1:-1]:
        (name, content), = part.items()
        aspects[name] = content
    for about in aspects.pop("metaData"):
        if len(aspects[about["name"]]) != about["elementCount"]:
            found.append(f"cx2: {about}")
    declared = aspects["attributeDeclarations"][0]
    about, = aspects.get("networkAttributes", [{}])
    found += says("cx2", about, graph.about())
    for name, value in about.items():
        if declared["networkAttributes"][name]["d"] != {bool: "boolean", int: "long", str: "string"}[type(value)]:
            found.append(f"cx2: {name} is declared {declared['networkAttributes'][name]}")
    for of in ("nodes", "edges"):
        for name, kind in graph.kinds[of].items():
            if declared[of][name]["d"] != CX2_TYPES.get(kind, ("string", str))[0]:
                found.append(f"cx2: {name} is declared {declared[of][name]}")
        for element in aspects[of]:
            for name in element["v"].keys() - declared[of].keys():
                found.append(f"cx2: {name} is not declared")
    represents = {n["id"]: n["v"]["represents"] for n in aspects["nodes"]}
    got = elements("nodes", ((n["v"]["represents"], n["v"]) for n in aspects["nodes"]))
    found += differs("cx2's node", got, {
        n["id"]: graph.attribute("nodes", n, {"represents": "id", "kind": "kind"} | SPAN, json_value)
        | {"name": n["label"] or n["id"]} for n in graph.nodes})
    got = {(represents[e["s"]], represents[e["t"]], e["v"].get("key", "")): e["v"] for e in aspects["edges"]}
    return found + differs("cx2's edge", got, {
        (e["source"], e["target"], e["id"]): graph.attribute("edges", e, {"key": "id", "interaction": "type"} | SPAN, json_value)
        for e in graph.edges})


def check_pajek(graph, path):
    found = []
    labels = {n["id"]: pajek_label(n) for n in graph.nodes}

    def arcs(edges):
        flat = (tuple if graph.directed else sorted)
        return Counter((*flat((s, t)), w, k) for s, t, w, k in edges)

    def weight(e):
        w = normal(float(e["values"].get("weight", 1)))
        return w if math.isfinite(w) else 1.0

    want = arcs((labels[e["source"]], labels[e["target"]], weight(e), in_pajek(e["type"])) for e in graph.edges)
    read = nx.read_pajek(path)
    if graph.notes and read.graph.get("name") != in_pajek(graph.heading()):
        found.append(f"pajek: the network's name is {read.graph.get('name')!r}, want {graph.heading()!r}")
    if set(read.nodes) != set(labels.values()) or len(read) != len(graph.nodes):
        found.append(f"pajek: NetworkX has other nodes: {list(set(read.nodes) ^ set(labels.values()))[:3]}")
    if graph.edges and read.is_directed() != graph.directed:
        found.append("pajek: NetworkX has another direction")
    got = arcs((s, t, d["weight"], d.get("l", "")) for s, t, d in read.edges(data=True))
    if got != want:
        found.append(f"pajek: NetworkX has other edges: {list((got - want).items())[:3]} {list((want - got).items())[:3]}")
    read = igraph.Graph.Read_Pajek(path)
    names = read.vs["name"] if graph.nodes else []
    if sorted(names) != sorted(labels.values()):
        found.append(f"pajek: igraph has other nodes: {list(set(names) ^ set(labels.values()))[:3]}")
    kinds = read.es["label"] if "label" in read.es.attributes() else [""] * read.ecount()
    weights = read.es["weight"] if "weight" in read.es.attributes() else [1.0] * read.ecount()
    got = arcs((names[e.source], names[e.target], weights[e.index], kinds[e.index]) for e in read.es)
    if got != want:
        found.append(f"pajek: igraph has other edges: {list((got - want).items())[:3]} {list((want - got).items())[:3]}")
    return found


def tables(graph, path, extension):
    with zipfile.ZipFile(path) as z:
        names = z.namelist()
        if names != [f"nodes.{extension}", f"edges.{extension}"] + (["about.json"] if graph.notes else []):
            raise ValueError(f"the files are {names}")
        if graph.notes and json.loads(z.read("about.json")) != graph.about():
            raise ValueError(f"about.json says {z.read('about.json')}")
        return [z.read(name) for name in names[:2]]


def rows(text):
    """Returns the rows of a CSV file; an empty field without quotes is null."""
    table = pyarrow.csv.read_csv(
        io.BytesIO(text), parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            strings_can_be_null=True, quoted_strings_can_be_null=False, null_values=[""],
            column_types={name: pa.string() for name in next(csv.reader(io.StringIO(text.decode("utf-8"))))}))
    return [{k: v for k, v in row.items() if v is not None} for row in table.to_pylist()]


def plain(kind, value):
    """Returns a value as text."""
    if kind == "Boolean":
        return "true" if value else "false"
    if kind == "List":
        return compact(value)
    return str(value)


def number(kind, value):
    """Returns a text that was read in the same form, so that numbers can be compared."""
    return repr(float(value)) if kind == "Float" else value


def compare_tables(what, graph, files, columns, shown):
    found = []
    for of, text in zip(("nodes", "edges"), files):
        got = [tuple(sorted((k, number(graph.kinds[of].get(k), v)) for k, v in row.items())) for row in rows(text)]
        want = [tuple(sorted(shown(of, e).items())) for e in getattr(graph, of)]
        if got != want:
            odd = next(((g, w) for g, w in zip(got, want) if g != w), (len(got), len(want)))
            found.append(f"{what}: {of} are not the same: {odd[0]!r}, want {odd[1]!r}")
        header = next(csv.reader(io.StringIO(text.decode("utf-8"))))
        if header != columns(of):
            found.append(f"{what}: the header of {of} is {header}, want {columns(of)}")
    return found


def defended(s):
    return "'" + s if s[:1] and s[0] in "=+-@\t\r\n'＝＋－＠" else s


def check_gephi(graph, path):
    own = {"nodes": {"Id": "id", "Label": "label", "Kind": "kind"},
           "edges": {"Source": "source", "Target": "target", "Id": "id", "Label": "type", "Kind": "type"}}

    def columns(of):
        fixed = {"nodes": ["Id", "Label", "Kind"], "edges": ["Source", "Target", "Type", "Id", "Label", "Kind"]}[of]
        return fixed + (["Timeset"] if graph.dynamic else []) + list(graph.kinds[of])

    def value(kind, v):
        return defended(v) if kind == "Text" else repr(v) if kind == "Float" else plain(kind, v)

    def shown(of, e):
        row = graph.attribute(of, e, own[of], value, defended)
        if of == "edges":
            row["Type"] = "Directed" if graph.directed else "Undirected"
        if e["start"] or e["end"]:
            row["Timeset"] = f"<[{e['start'] or '-Infinity'}, {e['end'] or 'Infinity'}]>"
        return row

    return compare_tables("gephi", graph, tables(graph, path, "csv"), columns, shown)


NEO4J_TYPES = {"Integer": "long", "Float": "double", "Boolean": "boolean", "List": "string[]"}


def check_neo4j(graph, path):
    own = {"nodes": {"id:ID": "id", ":LABEL": "kind", "name:string": "label"},
           "edges": {":START_ID": "source", ":END_ID": "target", ":TYPE": "type", "id:string": "id"}}

    def typed(of, name):
        return f"{name}:{NEO4J_TYPES.get(graph.kinds[of][name], 'string')}"

    def columns(of):
        names = list(own[of]) + (["start:date", "end:date"] if graph.dynamic else [])
        for name, kind in graph.kinds[of].items():
            names.append(typed(of, name))
            if kind == "Date":
                names += [f"{name}Earliest:date", f"{name}Latest:date"]
        return names

    def shown(of, e):
        row = graph.attribute(of, e, own[of] | {"start:date": "start", "end:date": "end"}, lambda kind, v: None)
        if of == "edges":
            row.setdefault(":TYPE", "RELATED")
        for name, v in graph.values(of, e, lambda kind, v: v).items():
            kind = graph.kinds[of][name]
            if kind == "List":
                if v:
                    row[typed(of, name)] = "\x1f".join(x.replace("\x1f", "\ufffd") for x in v)
                continue
            row[typed(of, name)] = repr(v) if kind == "Float" else plain(kind, v)
            if kind == "Date":
                row[f"{name}Earliest:date"], row[f"{name}Latest:date"] = e["days"][name]
        return row

    renamed = Graph.__new__(Graph)
    renamed.__dict__ |= graph.__dict__ | {"kinds": {
        of: {typed(of, name): kind for name, kind in graph.kinds[of].items()} for of in graph.kinds}}
    return compare_tables("neo4j", renamed, tables(graph, path, "csv"), columns, shown)


TYPES = {"Text": pa.string(), "Integer": pa.int64(), "Decimal": pa.decimal128(19, 2), "Float": pa.float64(), "Boolean": pa.bool_(),
         "List": pa.list_(pa.string())}


def columns_of(graph, of, own):
    """Returns the names and types of the columns, in their order."""
    columns = [(name, pa.string()) for name in own] + [(name, pa.date32()) for name in ("start", "end") if graph.dynamic]
    for name, kind in graph.kinds[of].items():
        columns.append((name, TYPES.get(kind, pa.string())))
        if kind == "Date":
            columns += [(name + "Earliest", pa.date32()), (name + "Latest", pa.date32())]
    return columns


def check_columns(graph, read):
    found = []
    own = {"nodes": {"id": "id", "label": "label", "kind": "kind"},
           "edges": {"id": "id", "source": "source", "target": "target", "type": "type"}}
    for of, table in zip(("nodes", "edges"), read):
        table.validate(full=True)
        if [(f.name, f.type) for f in table.schema] != columns_of(graph, of, own[of]) or not all(f.nullable for f in table.schema):
            found.append(f"{of}: the columns are {table.schema}")
        rows = []
        for row in table.to_pylist():
            shown = {}
            for name, v in row.items():
                if v is not None:
                    shown[name] = v.isoformat() if hasattr(v, "isoformat") else v
            rows.append(shown)
        want = []
        for e in getattr(graph, of):
            shown = graph.attribute(of, e, own[of] | SPAN, lambda kind, v: Decimal(v) if kind == "Decimal" else v)
            for name, (earliest, latest) in e["days"].items():
                shown[f"{name}Earliest"], shown[f"{name}Latest"] = earliest, latest
            want.append(shown)
        found += differs(of, dict(enumerate(rows)), dict(enumerate(want)))
        about = {k.decode(): v.decode() for k, v in (table.schema.metadata or {}).items()}
        if about.get("directed") != str(graph.directed).lower():
            found.append(f"{of}: the file says of itself {about}")
        found += says(of, about, graph.about(as_text))
    return found


def check_parquet(graph, path):
    return check_columns(graph, [pyarrow.parquet.read_table(io.BytesIO(b), page_checksum_verification=True) for b in tables(graph, path, "parquet")])


def check_arrow(graph, path):
    return check_columns(graph, [pyarrow.ipc.open_file(b).read_all() for b in tables(graph, path, "arrow")])


CHECKS = {
    "graphml": check_graphml, "gexf": check_gexf, "node-link": check_node_link, "cytoscape": check_cytoscape,
    "cx2": check_cx2, "pajek": check_pajek, "gephi": check_gephi, "neo4j-admin": check_neo4j,
    "parquet": check_parquet, "arrow": check_arrow,
}

GRAMMARS = {name: grammar(name) for name in ("graphml.rng", "gexf.rng")}

for line in sys.stdin:
    asked = json.loads(line)
    try:
        problems = CHECKS[asked["format"]](Graph(asked["graph"]), asked["file"])
    except Exception:
        problems = [traceback.format_exc()]
    print(json.dumps(problems), flush=True)
