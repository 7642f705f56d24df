package tracing

import (
	"context"

	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"github.com/stakegraph/stakegraph/graph/apierror"
)

// Steps traces the steps of a request. Without a Tracer it does nothing.
type Steps struct{ Tracer trace.Tracer }

// Begin begins a span for one step, and returns the function that ends it.
func (s Steps) Begin(ctx context.Context, name string, options ...trace.SpanStartOption) (context.Context, func(error)) {
	if s.Tracer == nil {
		return ctx, untraced
	}
	ctx, span := s.Tracer.Start(ctx, name, options...)
	return ctx, func(err error) {
		if err != nil {
			span.SetStatus(codes.Error, apierror.CodeOf(err))
		}
		span.End()
	}
}

func untraced(error) {}
