package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"

	"github.com/stakegraph/stakegraph/graph/admission"
	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/neo4j"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
)

// storeChoice is the store that the command line names, and how to use it.
type storeChoice struct {
	storeURL
	neo4jFlags
	limits sqlite.Limits
}

// open opens the store, and makes it where there is none.
func (c storeChoice) open(ctx context.Context) (store.Store, error) {
	if c.neo4j != "" {
		config, err := c.config(c.neo4j)
		if err != nil {
			return nil, err
		}
		config.Statements = c.limits.Memory / 4 // the database's own memory is not this process's
		return asStore(neo4j.Open(ctx, config))
	}
	return asStore(sqlite.Open(ctx, c.sqlite, sqlite.WithLimits(c.limits)))
}

// asStore returns an interface that is nil where there is an error.
func asStore[S store.Store](opened S, err error) (store.Store, error) {
	if err != nil {
		return nil, err
	}
	return opened, nil
}

// makesFile reports whether to open the store makes a file.
func (c storeChoice) makesFile() bool {
	if c.sqlite == "" || c.sqlite == sqlite.Memory {
		return false
	}
	_, err := os.Lstat(c.sqlite)
	return errors.Is(err, fs.ErrNotExist)
}

// toExplain returns what an executor needs to explain queries as the store would answer them. The store is not touched,
// and need not be there, unless queries are to be profiled.
func (c storeChoice) toExplain(ctx context.Context, profiled bool) (config engine.Config, release func() error, err error) {
	var opened store.Store
	switch {
	case profiled:
		opened, err = c.openToRead(ctx)
	case c.neo4j != "":
		return engine.Config{Explainer: neo4j.Explainer{}}, func() error { return nil }, nil
	default:
		opened, err = sqlite.Open(ctx, sqlite.Memory)
	}
	if err != nil {
		return engine.Config{}, nil, err
	}
	return engine.Config{Store: opened, Explainer: opened}, opened.Close, nil
}

// openToRead opens the store itself. A file that is not there is not made for this.
func (c storeChoice) openToRead(ctx context.Context) (store.Store, error) {
	if c.sqlite != "" {
		if _, err := os.Stat(c.sqlite); err != nil {
			return nil, fmt.Errorf("cannot read the database: %w", err)
		}
	}
	return c.open(ctx)
}

// admission returns how the store's work is admitted.
func (c storeChoice) admission() admission.Config {
	if c.neo4j != "" {
		return admission.ForServer(c.PoolSize, runtime.GOMAXPROCS(0))
	}
	return admission.ForEmbedded(runtime.GOMAXPROCS(0))
}

// comesAndGoes reports whether the store is a server of its own, which can be away while this program lives.
func (c storeChoice) comesAndGoes() bool { return c.neo4j != "" }
