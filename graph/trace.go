package graph

import (
	"context"
	"time"

	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

// step begins a span for one step of a request, where requests are traced, and returns what ends it.
func (e *Executor) step(ctx context.Context, name string) (context.Context, func(error)) {
	if e.tracer == nil {
		return ctx, untraced
	}
	ctx, span := e.tracer.Start(ctx, name)
	return ctx, func(err error) {
		if err != nil {
			span.SetStatus(codes.Error, CodeOf(err))
		}
		span.End()
	}
}

// stepped traces a step that is over.
func (e *Executor) stepped(ctx context.Context, name string, began time.Time, err error) {
	if e.tracer == nil {
		return
	}
	_, span := e.tracer.Start(ctx, name, trace.WithTimestamp(began))
	if err != nil {
		span.SetStatus(codes.Error, CodeOf(err))
	}
	span.End()
}

func untraced(error) {}
