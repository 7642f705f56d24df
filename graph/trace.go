package graph

import (
	"context"

	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"github.com/stakegraph/stakegraph/graph/apierror"
)

// step begins a span for one step of a request, where requests are traced, and returns what ends it.
func (e *Executor) step(ctx context.Context, name string, options ...trace.SpanStartOption) (context.Context, func(error)) {
	if e.tracer == nil {
		return ctx, untraced
	}
	ctx, span := e.tracer.Start(ctx, name, options...)
	return ctx, func(err error) {
		if err != nil {
			span.SetStatus(codes.Error, apierror.CodeOf(err))
		}
		span.End()
	}
}

func untraced(error) {}
