package export

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/model"
)

// checked validates the calls to a format's writer, which can therefore rely on the schema, the order of calls, the
// types of values, and valid UTF-8.
type checked struct {
	schema       Schema
	counted      bool
	to           Writer
	nodes, edges int64
	err          error
	closed       bool
	values       []any // a buffer for values with mended texts
}

func (c *checked) Node(n Node) error {
	if c.err == nil {
		c.err = c.node(n)
	}
	return c.err
}

func (c *checked) node(n Node) error {
	switch {
	case c.closed:
		return fmt.Errorf("%w: node %q after the end of the graph", ErrInput, n.ID)
	case c.edges > 0:
		return fmt.Errorf("%w: node %q after an edge", ErrInput, n.ID)
	case n.ID == "":
		return fmt.Errorf("%w: node without an id", ErrInput)
	case !c.days(n.Start, n.End):
		return fmt.Errorf("%w: node %q has days that are invalid, in the wrong order, or not in the schema", ErrInput, n.ID)
	}
	var err error
	if n.Values, err = c.check(c.schema.Nodes, n.Values); err != nil {
		return fmt.Errorf("node %q: %w", n.ID, err)
	}
	n.ID, n.Kind, n.Label = mend(n.ID), mend(n.Kind), mend(n.Label)
	c.nodes++
	return c.to.Node(n)
}

func (c *checked) Edge(e Edge) error {
	if c.err == nil {
		c.err = c.edge(e)
	}
	return c.err
}

func (c *checked) edge(e Edge) error {
	switch {
	case c.closed:
		return fmt.Errorf("%w: edge %q after the end of the graph", ErrInput, e.ID)
	case e.Source == "" || e.Target == "":
		return fmt.Errorf("%w: edge %q is missing an end", ErrInput, e.ID)
	case e.ID == "" && c.schema.Parallel:
		return fmt.Errorf("%w: edge from %q to %q without an id in a multigraph", ErrInput, e.Source, e.Target)
	case !c.days(e.Start, e.End):
		return fmt.Errorf("%w: edge %q has days that are invalid, in the wrong order, or not in the schema", ErrInput, e.ID)
	}
	if err := c.nodesAreAll(); err != nil {
		return err
	}
	var err error
	if e.Values, err = c.check(c.schema.Edges, e.Values); err != nil {
		return fmt.Errorf("edge %q: %w", e.ID, err)
	}
	e.ID, e.Source, e.Target, e.Type = mend(e.ID), mend(e.Source), mend(e.Target), mend(e.Type)
	c.edges++
	return c.to.Edge(e)
}

func (c *checked) Close() error {
	if c.err != nil || c.closed {
		return c.err
	}
	c.closed = true
	if c.err = c.nodesAreAll(); c.err != nil {
		return c.err
	}
	if c.counted && c.edges != c.schema.Counts.Edges {
		c.err = fmt.Errorf("%w: %d edges announced, %d written", ErrInput, c.schema.Counts.Edges, c.edges)
		return c.err
	}
	c.err = c.to.Close()
	return c.err
}

func (c *checked) nodesAreAll() error {
	if c.counted && c.nodes != c.schema.Counts.Nodes {
		return fmt.Errorf("%w: %d nodes announced, %d written", ErrInput, c.schema.Counts.Nodes, c.nodes)
	}
	return nil
}

func (c *checked) days(start, end int64) bool {
	if start == 0 && end == 0 {
		return true
	}
	return c.schema.Dynamic && isDay(start) && isDay(end) && (end == 0 || start <= end)
}

func isDay(day int64) bool {
	return day == 0 || day >= 1_01_01 && day <= 9999_12_31 && day/100%100 >= 1 && day/100%100 <= 12 && day%100 >= 1 && day%100 <= 31
}

// check returns the values with valid types and texts.
func (c *checked) check(attributes []Attribute, values []any) ([]any, error) {
	if len(values) != len(attributes) {
		return nil, fmt.Errorf("%w: %d values for %d attributes", ErrInput, len(values), len(attributes))
	}
	mended := false
	for i, v := range values {
		if !attributes[i].Kind.holds(v) {
			return nil, fmt.Errorf("%w: %q has a value of type %T", ErrInput, attributes[i].Name, v)
		}
		better := mendValue(v)
		if better == nil {
			continue
		}
		if !mended {
			c.values = append(c.values[:0], values...)
			mended = true
		}
		c.values[i] = better
	}
	if mended {
		return c.values, nil
	}
	return values, nil
}

// holds reports whether an attribute of the kind can have the value.
func (k Kind) holds(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return k == Text
	case int64:
		return k == Integer || k == Decimal
	case float64:
		return k == Float
	case bool:
		return k == Boolean
	case model.PartialDate:
		return k == Date && v.Precision != 0
	case []string:
		return k == List
	}
	return false
}

// mendValue returns a value with its texts mended, or nil if they are valid.
func mendValue(v any) any {
	switch v := v.(type) {
	case string:
		if !utf8.ValidString(v) {
			return mend(v)
		}
	case []string:
		if slices.ContainsFunc(v, isBroken) {
			return mendAll(v)
		}
	}
	return nil
}

func isBroken(s string) bool { return !utf8.ValidString(s) }

// mend replaces invalid UTF-8, including encoded surrogates, with U+FFFD.
func mend(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

func mendAll(list []string) []string {
	mended := make([]string, len(list))
	for i, s := range list {
		mended[i] = mend(s)
	}
	return mended
}
