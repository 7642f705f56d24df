package graph

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"stakegraph/graph/export"
	"stakegraph/graph/model"
	"stakegraph/graph/plan"
)

// Export is a file that can be written of the graph. It is safe for use by several goroutines.
type Export struct {
	executor *Executor
	request  ExportRequest
	format   export.Format
	finding  plan.Finding // a *plan.Neighbourhood or a *plan.Network
	measures []string     // of a network
	isolated bool         // of the graph
}

// Export prepares an export. What is wrong with the request wraps ErrExport, or is a gqlerror.List.
func (e *Executor) Export(ctx context.Context, r ExportRequest) (*Export, error) {
	x := &Export{executor: e, request: r}
	var known bool
	if x.format, known = export.FormatNamed(r.Format); !known {
		return nil, fmt.Errorf("%w: there is no format %q", ErrUnknownExport, short(r.Format))
	}
	query, variables, measures, err := r.query(e.documents.schema)
	if err != nil {
		return nil, err
	}
	if x.format.FactsOnly && !exportKinds[r.Name].facts() {
		return nil, fmt.Errorf("%w: the format %s is for facts: export graph or neighbourhood, or choose another format", ErrExport, r.Format)
	}
	made, err := e.planOf(ctx, query, "", variables)
	if err != nil {
		return nil, unplaced(err)
	}
	x.finding, x.measures = made.plan.Findings[0], measures
	if exportKinds[r.Name].facts() {
		if isolated := r.Parameters["isolated"]; len(isolated) > 0 {
			if x.isolated, err = strconv.ParseBool(isolated[0]); err != nil {
				return nil, fmt.Errorf("%w: isolated: %q is not true or false", ErrExport, short(isolated[0]))
			}
		}
	}
	return x, nil
}

// unplaced returns errors without places in a query that nobody wrote.
func unplaced(err error) error {
	if list, is := errors.AsType[gqlerror.List](err); is {
		for _, one := range list {
			one.Locations = nil
		}
	}
	return err
}

// Format returns the format that the file has.
func (x *Export) Format() export.Format { return x.format }

// Version returns a text that stands for the bytes of the file: with one and the same version of the program, they are
// equal where it is equal.
func (x *Export) Version(ctx context.Context) (string, error) {
	revision, err := x.executor.store.Revision(ctx)
	if err != nil {
		return "", err
	}
	of := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %v %v %t %t", revision, x.request.Name, x.format.Name, x.finding, x.measures, x.isolated, x.isWhole()))
	return base64.RawURLEncoding.EncodeToString(of[:12]), nil
}

// isWhole reports whether all of the graph is asked for, and no part of it.
func (x *Export) isWhole() bool { return x.request.Name == "graph" && len(x.request.Parameters) == 0 }

// Write writes the file. It calls progress, where it is not nil, now and then with how many nodes and edges it has
// written, and of how many, or 0 where that is not known. It holds a bounded number of facts; of a network it holds all.
// Errors are those of the store, of w, and plan.ErrLimit for a network that is too large.
func (x *Export) Write(ctx context.Context, w io.Writer, progress func(written, of int64)) error {
	if progress == nil {
		progress = func(int64, int64) {}
	}
	if wanted, is := x.finding.(*plan.Network); is {
		return x.writeNetwork(ctx, w, wanted, progress)
	}
	part, err := x.part(ctx)
	if err != nil {
		return err
	}
	var counts *export.Counts
	if x.format.Counted {
		counted := &counter{}
		if err := x.executor.store.Stream(ctx, part, counted); err != nil {
			return err
		}
		counts = &counted.Counts
	}
	to, err := export.NewFacts(x.format.Name, w, counts)
	if err != nil {
		return err
	}
	if err := x.executor.store.Stream(ctx, part, &counter{to: to, told: func(c export.Counts) {
		of := int64(0)
		if counts != nil {
			of = counts.Nodes + counts.Edges
		}
		progress(c.Nodes+c.Edges, of)
	}}); err != nil {
		return err
	}
	return to.Close()
}

// part returns what of the graph is written; nil is all of it.
func (x *Export) part(ctx context.Context) (*plan.Subgraph, error) {
	wanted, _ := x.finding.(*plan.Neighbourhood)
	switch {
	case x.isWhole():
		return nil, nil
	case x.request.Name == "graph":
		return &plan.Subgraph{Way: wanted.Way, Isolated: x.isolated}, nil
	}
	near, err := x.executor.neighbourhood(ctx, wanted)
	if err != nil {
		return nil, err
	}
	ids := near.NodeIDs()
	values := make([]any, len(ids))
	for i, id := range ids {
		values[i] = id
	}
	way := wanted.Way
	way.Through = plan.In{Column: plan.Column{Property: model.ID}, Values: values}
	return &plan.Subgraph{Way: way, Isolated: true}, nil
}

// counter counts facts and hands them on, where there is somebody to take them.
type counter struct {
	export.Counts
	to   export.FactWriter
	told func(export.Counts)
}

// tellEvery is after how many facts it is told how many there were.
const tellEvery = 1000

// Node counts a node.
func (c *counter) Node(n model.Node) error {
	c.Nodes++
	if c.to == nil {
		return nil
	}
	c.tell()
	return c.to.Node(n)
}

// Relationship counts a relationship.
func (c *counter) Relationship(r model.Relationship) error {
	c.Edges++
	if c.to == nil {
		return nil
	}
	c.tell()
	return c.to.Relationship(r)
}

func (c *counter) tell() {
	if (c.Nodes+c.Edges)%tellEvery == 0 {
		c.told(c.Counts)
	}
}

// Refusal returns an error with a code, as clients are told of it.
func Refusal(code, message string) gqlerror.List { return gqlerror.List{refusal(code, message)} }

// Present makes of an error of an Export what a client may see, and logs what it may not.
func (e *Executor) Present(ctx context.Context, err error) gqlerror.List {
	if list, is := errors.AsType[gqlerror.List](err); is {
		return list
	}
	return e.present(ctx, err)
}
