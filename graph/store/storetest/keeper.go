package storetest

import (
	"context"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Keeper is a reader that stores its last record, for tests that inspect the record of an answer.
type Keeper struct {
	store.Reader
	Record *store.Record
}

// Run runs a plan, and stores the record.
func (k *Keeper) Run(ctx context.Context, p *plan.Plan) (*store.Record, error) {
	record, err := k.Reader.Run(ctx, p)
	k.Record = record
	return record, err
}

// Answer answers a plan, and stores the record.
func (k *Keeper) Answer(ctx context.Context, p *plan.Plan) ([]plan.Found, *store.Record, error) {
	found, record, err := k.Reader.Answer(ctx, p)
	k.Record = record
	return found, record, err
}
