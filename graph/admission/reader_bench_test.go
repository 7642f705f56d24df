package admission_test

import (
	"context"
	"testing"

	"github.com/stakegraph/stakegraph/graph/admission"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

type quick struct{ store.Reader }

func (quick) Run(context.Context, *plan.Plan) (*store.Record, error) { return record, nil }

func BenchmarkReader(b *testing.B) {
	all := admission.New(admission.ForEmbedded(2))
	r := all.Reader(quick{})
	ctx := admission.WithClient(b.Context(), "192.0.2.1")
	for name, p := range map[string]*plan.Plan{"lookup": lookup, "ordinary": count} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := r.Run(ctx, p); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
