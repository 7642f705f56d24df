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

// File is a file with facts of the graph or with a network. It is safe for concurrent use.
type File struct {
	finder      *initplan.Finder
	request     Request
	format      export.Format
	initPlan    plan.InitPlan // a *plan.Neighbourhood or a *plan.Network
	when        history.When  // the requested time
	measures    []string      // of a network
	isolated    bool          // for the graph: include nodes without relationships
	withSources bool          // for facts
}

// New returns the file for a request. Errors in the request wrap apierror.ErrExport, or are a gqlerror.List.
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
	if q.time != nil {
		if x.when, err = history.WhenOf("time", q.time); err != nil {
			return nil, fmt.Errorf("%w: %w", apierror.ErrExport, err)
		}
	}
	if x.isolated, err = q.is("isolated", false); err != nil {
		return nil, err
	}
	x.withSources, err = q.is("withSources", true)
	return x, err
}

// unplaced removes the locations from errors, since they refer to a generated query.
func unplaced(err error) error {
	if list, is := errors.AsType[gqlerror.List](err); is {
		for _, one := range list {
			one.Locations = nil
		}
	}
	return err
}

// Format returns the format of the file.
func (x *File) Format() export.Format { return x.format }

// Version returns a text that identifies the contents of the file: with the same version of the program, files with
// equal versions have equal bytes.
func (x *File) Version(ctx context.Context) (string, error) {
	revision, err := x.finder.Store.Revision(ctx)
	if err != nil {
		return "", err
	}
	of := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %q %q %q",
		revision, x.request.Name, x.format.Name, x.initPlan.Key(), x.measures, x.request.Parameters.Encode()))
	return base64.RawURLEncoding.EncodeToString(of[:12]), nil
}

// isWhole reports whether the request is for the whole graph.
func (x *File) isWhole() bool { return x.request.Name == "graph" && len(x.request.Parameters) == 0 }

// Write writes the file. It calls progress, if it is not nil, from time to time with the number of nodes and edges
// written so far, and their total, or 0 if the total is unknown. It holds a bounded number of facts in memory, but a
// whole network. Errors are those of the store and of w, plan.ErrLimit for a network that is too large, and a
// gqlerror.List if the graph has changed since the file was prepared and the file would be inconsistent.
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

// counter counts facts and passes them to a writer, if there is one.
type counter struct {
	export.Counts
	to     export.FactWriter
	cited  citations // sources that facts may refer to; nil for any
	report func(export.Counts)
}

// tellEvery is the number of facts between two reports of progress.
const tellEvery = 1000

// Node counts a node and writes it.
func (c *counter) Node(n model.Node) error {
	c.Nodes++
	if isTaken, err := c.check(n.Properties); !isTaken {
		return err
	}
	return c.to.Node(n)
}

// Relationship counts a relationship and writes it.
func (c *counter) Relationship(r model.Relationship) error {
	c.Edges++
	if isTaken, err := c.check(r.Properties); !isTaken {
		return err
	}
	return c.to.Relationship(r)
}

// check reports whether a fact is written, and reports progress.
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
