package download

import (
	"context"
	"errors"
	"io"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/export"
	"github.com/stakegraph/stakegraph/graph/initplan"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/network"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// usualMeasures are the measures of a network by default: those that are fast to compute.
var usualMeasures = []string{"degree", "strength", "pageRank", "core", "component", "community"}

// about are the properties of a node that are written in addition to its measures.
var about = []model.Property{model.NameZh, model.City, model.Province, model.Country, model.FoundedYear, model.Level}

// both is the suffix of the investor's id for a firm that is on both sides of a network.
const both = "#investor"

// networkSchema returns the schema of a network's file.
func (x *Ready) networkSchema(g *network.Graph) export.Schema {
	s := export.Schema{
		Name: "Stakegraph: " + x.request.Name, Directed: g.Directed(),
		Edges:  []export.Attribute{{Name: export.Weight, Kind: export.Float}, {Name: "count", Kind: export.Integer}},
		Counts: &export.Counts{Nodes: int64(g.Nodes()), Edges: int64(g.EdgeCount())}, Notes: x.notes(),
	}
	for _, p := range about {
		kind := export.Text
		if p.Type() == model.Int {
			kind = export.Integer
		}
		s.Nodes = append(s.Nodes, export.Attribute{Name: p.String(), Kind: kind})
	}
	s.Nodes = append(s.Nodes, export.Attribute{Name: "side", Kind: export.Text})
	for _, name := range x.measures {
		kind := export.Float
		if measure, _ := model.MeasureNamed(name); measure.IsWhole() {
			kind = export.Integer
		}
		s.Nodes = append(s.Nodes, export.Attribute{Name: name, Kind: kind})
	}
	return s
}

// writeNetwork writes a network with its measures. Names are read from the store again, since a network holds only ids.
func (x *Ready) writeNetwork(ctx context.Context, w io.Writer, spec *plan.Network, progress func(written, of int64)) error {
	m, err := x.finder.Networks.Of(ctx, spec)
	if err != nil {
		return err
	}
	to, err := export.New(x.format.Name, w, x.networkSchema(m.View.Graph))
	if err != nil {
		return err
	}
	named := naming{}
	for _, n := range m.View.Nodes {
		named[n.ID] = nil
	}
	if err := x.finder.Store.Stream(ctx, &spec.Part, named); err != nil && !errors.Is(err, errNamed) {
		return err
	}
	of := int64(m.View.Graph.Nodes() + m.View.Graph.EdgeCount())
	ids := make([]string, len(m.View.Nodes))
	seen := map[string]bool{}
	for number := len(ids) - 1; number >= 0; number-- { // firms come after investors
		id := m.View.Nodes[number].ID
		if seen[id] {
			id += both
		}
		seen[id] = true
		ids[number] = id
	}
	written := int64(0)
	next := func() error {
		if written%tellEvery == 0 {
			if ctx.Err() != nil {
				return initplan.Ended(ctx)
			}
			progress(written, of)
		}
		written++
		return nil
	}
	for number := range ids {
		if err := next(); err != nil {
			return err
		}
		if err := to.Node(x.networkNode(m, named, int32(number), ids[number])); err != nil {
			return err
		}
	}
	for e := range m.View.Graph.Edges() {
		if err := next(); err != nil {
			return err
		}
		if err := to.Edge(export.Edge{
			ID: "edge:" + strconv.FormatInt(written-int64(len(ids)), 10), Source: ids[e.From], Target: ids[e.To],
			Values: []any{plan.Rounded(e.Weight), int64(e.Count)},
		}); err != nil {
			return err
		}
	}
	return to.Close()
}

var sideNames = [...]any{model.NoSide: nil, model.InvestorSide: "investor", model.FirmSide: "firm"}

func (x *File) networkNode(m *initplan.Measured, named naming, number int32, id string) export.Node {
	of := m.Node(number)
	n := export.Node{ID: id, Kind: m.View.Nodes[number].Label.String()}
	values := named[of.ID]
	if values == nil { // the node was deleted meanwhile
		values = make([]any, 1+len(about))
	}
	n.Label, _ = values[0].(string)
	n.Values = append(n.Values, values[1:]...)
	n.Values = append(n.Values, sideNames[of.Side])
	for _, name := range x.measures {
		measure, _ := model.MeasureNamed(name)
		var value any = of.Values[measure]
		if measure.IsWhole() {
			value = int64(of.Values[measure])
		}
		n.Values = append(n.Values, value)
	}
	return n
}

// errNamed ends a stream after all nodes are read.
var errNamed = errors.New("all nodes were read")

// naming has the names and the properties in about of the required nodes, by id.
type naming map[string][]any

// Node stores the properties of a node, if it is required.
func (n naming) Node(node model.Node) error {
	if _, is := n[node.ID()]; !is {
		return nil
	}
	values := make([]any, 0, 1+len(about))
	values = append(values, node.Properties[model.Name])
	for _, p := range about {
		value := node.Properties[p]
		if level, is := value.(int64); is && p == model.Level {
			value = p.Values()[level]
		}
		values = append(values, value)
	}
	n[node.ID()] = values
	return nil
}

// Relationship ends the stream: nodes come first.
func (naming) Relationship(model.Relationship) error { return errNamed }
