package main

import (
	"context"

	"stakegraph/graph/sqlite"
	"stakegraph/graph/store"
)

// open opens the store, and makes it where there is none.
func (u storeURL) open(ctx context.Context) (store.Store, error) {
	opened, err := sqlite.Open(ctx, u.sqlite)
	if err != nil {
		return nil, err
	}
	return opened, nil
}

// openToExplain opens a store of the same kind that explains plans as the one at the URL would. The one at the URL is
// not touched, and need not be there.
func (storeURL) openToExplain(ctx context.Context) (store.Store, error) {
	return storeURL{sqlite: sqlite.Memory}.open(ctx)
}
