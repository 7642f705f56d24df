package download

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/export"
	"github.com/stakegraph/stakegraph/graph/initplan"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/history"
)

// File is a file that can be written of the graph. It is safe for use by several goroutines.
type File struct {
	finder      *initplan.Finder
	request     Request
	format      export.Format
	initPlan    plan.InitPlan // a *plan.Neighbourhood or a *plan.Network
	when        history.When  // the time that is asked for
	measures    []string      // of a network
	isolated    bool          // of the graph
	withSources bool          // of facts
}

// New returns the file that a request asks for. What is wrong with the request wraps apierror.ErrExport, or is a
// gqlerror.List.
func New(ctx context.Context, e *engine.Executor, r Request) (*File, error) {
	x := &File{finder: e.Finder(), request: r}
	var known bool
	if x.format, known = export.FormatNamed(r.Format); !known {
		return nil, fmt.Errorf("%w: unknown format %q", ErrUnknown, apierror.Short(r.Format))
	}
	q, err := r.query(e.Documents().Schema)
	if err != nil {
		return nil, err
	}
	if x.format.FactsOnly && !kinds[r.Name].facts() {
		return nil, fmt.Errorf("%w: format %s requires facts: export graph or neighbourhood, or choose another format", apierror.ErrExport, r.Format)
	}
	made, err := e.Plan(ctx, q.text, "", q.variables)
	if err != nil {
		return nil, unplaced(err)
	}
	x.initPlan, x.measures = made.InitPlans[0], q.measures
	if q.directive != "" {
		if x.when, err = history.WhenOf(q.directive, q.time); err != nil {
			return nil, fmt.Errorf("%w: %w", apierror.ErrExport, err)
		}
	}
	if x.isolated, err = q.is("isolated", false); err != nil {
		return nil, err
	}
	x.withSources, err = q.is("withSources", true)
	return x, err
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
func (x *File) Format() export.Format { return x.format }

// Version returns a text that stands for the bytes of the file: with one and the same version of the program, they are
// equal where it is equal.
func (x *File) Version(ctx context.Context) (string, error) {
	revision, err := x.finder.Store.Revision(ctx)
	if err != nil {
		return "", err
	}
	of := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %q %q %q",
		revision, x.request.Name, x.format.Name, x.initPlan.Key(), x.measures, x.request.Parameters.Encode()))
	return base64.RawURLEncoding.EncodeToString(of[:12]), nil
}

// isWhole reports whether all of the graph is asked for, and no part of it.
func (x *File) isWhole() bool { return x.request.Name == "graph" && len(x.request.Parameters) == 0 }

// Write writes the file. It calls progress, where it is not nil, now and then with how many nodes and edges it has
// written, and of how many, or 0 where that is not known. It holds a bounded number of facts; of a network it holds all.
// Errors are those of the store, of w, plan.ErrLimit for a network that is too large, and a gqlerror.List where the graph
// has changed so much since the file was prepared that it would be wrong.
func (x *Ready) Write(ctx context.Context, w io.Writer, progress func(written, of int64)) error {
	if progress == nil {
		progress = func(int64, int64) {}
	}
	if spec, is := x.initPlan.(*plan.Network); is {
		return x.writeNetwork(ctx, w, spec, progress)
	}
	to, err := export.NewFacts(x.format.Name, w, x.counts, x.notes()...)
	if err != nil {
		return err
	}
	if err := x.finder.Store.Stream(ctx, x.part, &counter{to: to, cited: x.cited, report: func(c export.Counts) {
		of := int64(0)
		if x.counts != nil {
			of = x.counts.Nodes + x.counts.Edges
		}
		progress(c.Nodes+c.Edges, of)
	}}); err != nil {
		return err
	}
	return to.Close()
}

// counter counts facts and hands them on, where there is somebody to take them.
type counter struct {
	export.Counts
	to     export.FactWriter
	cited  citations // that facts may name; nil for any
	report func(export.Counts)
}

// tellEvery is the number of facts between two reports of progress.
const tellEvery = 1000

// Node counts a node.
func (c *counter) Node(n model.Node) error {
	c.Nodes++
	if isTaken, err := c.check(n.Properties); !isTaken {
		return err
	}
	return c.to.Node(n)
}

// Relationship counts a relationship.
func (c *counter) Relationship(r model.Relationship) error {
	c.Edges++
	if isTaken, err := c.check(r.Properties); !isTaken {
		return err
	}
	return c.to.Relationship(r)
}

// check reports whether a fact is handed on, and tells how many were.
func (c *counter) check(p model.Properties) (isTaken bool, err error) {
	switch {
	case c.to == nil:
		return false, nil
	case !c.cited.have(p):
		return false, errChangedMeanwhile
	case (c.Nodes+c.Edges)%tellEvery == 0:
		c.report(c.Counts)
	}
	return true, nil
}
