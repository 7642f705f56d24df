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

// storeChoice is the store of the command line, with its configuration.
type storeChoice struct {
	storeURL
	neo4jFlags
	limits sqlite.Limits
}

// open opens the store, and creates it if it does not exist.
func (c storeChoice) open(ctx context.Context) (store.Store, error) {
	if c.neo4j != "" {
		config, err := c.config(c.neo4j)
		if err != nil {
			return nil, err
		}
		config.Statements = c.limits.Memory / 4 // the database has memory of its own
		return asStore(neo4j.Open(ctx, config))
	}
	return asStore(sqlite.Open(ctx, c.sqlite, sqlite.WithLimits(c.limits)))
}

// asStore converts a store to an interface that is nil if there is an error.
func asStore[S store.Store](opened S, err error) (store.Store, error) {
	if err != nil {
		return nil, err
	}
	return opened, nil
}

// makesFile reports whether opening the store creates a file.
func (c storeChoice) makesFile() bool {
	if c.sqlite == "" || c.sqlite == sqlite.Memory {
		return false
	}
	_, err := os.Lstat(c.sqlite)
	return errors.Is(err, fs.ErrNotExist)
}

// toExplain returns the configuration of an executor that explains queries for the store. The store is not opened,
// and need not exist, unless profiled is true.
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

// openToRead opens an existing store. It does not create a file.
func (c storeChoice) openToRead(ctx context.Context) (store.Store, error) {
	if c.sqlite != "" {
		if _, err := os.Stat(c.sqlite); err != nil {
			return nil, fmt.Errorf("cannot read the database: %w", err)
		}
	}
	return c.open(ctx)
}

// admission returns the configuration of admission for the store.
func (c storeChoice) admission() admission.Config {
	if c.neo4j != "" {
		return admission.ForServer(c.PoolSize, runtime.GOMAXPROCS(0))
	}
	return admission.ForEmbedded(runtime.GOMAXPROCS(0))
}

// comesAndGoes reports whether the store is a database server, which can be temporarily unavailable.
func (c storeChoice) comesAndGoes() bool { return c.neo4j != "" }
