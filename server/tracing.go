package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// tracing sends a trace of each request to where OpenTelemetry's own variables say. Its zero value traces nothing.
type tracing struct{ provider *sdktrace.TracerProvider }

// startTracing begins to trace where a variable of the environment asks for it.
func startTracing(ctx context.Context) (tracing, error) {
	asked := os.Getenv("OTEL_TRACES_EXPORTER") + os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") + os.Getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
	if asked == "" || os.Getenv("OTEL_TRACES_EXPORTER") == "none" || os.Getenv("OTEL_SDK_DISABLED") == "true" {
		return tracing{}, nil
	}
	exporter, err := spanExporter(ctx)
	if err != nil {
		return tracing{}, fmt.Errorf("traces: %w; see OTEL_TRACES_EXPORTER and OTEL_EXPORTER_OTLP_ENDPOINT", err)
	}
	described, err := resource.New(ctx, resource.WithAttributes(attribute.String("service.name", "stakegraph")),
		resource.WithFromEnv(), resource.WithTelemetrySDK())
	if err != nil && !errors.Is(err, resource.ErrPartialResource) {
		return tracing{}, errors.Join(fmt.Errorf("traces: %w", err), exporter.Shutdown(ctx))
	}
	return tracing{sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter), sdktrace.WithResource(described))}, nil
}

// tracer is for the steps of a request; nil where nothing is traced.
func (t tracing) tracer() trace.Tracer {
	if t.provider == nil {
		return nil
	}
	return t.provider.Tracer("github.com/stakegraph/stakegraph/graph")
}

// wrap traces requests, each as a part of the trace that its headers name, if they do.
func (t tracing) wrap(next http.Handler) http.Handler {
	if t.provider == nil {
		return next
	}
	return otelhttp.NewHandler(next, "request", otelhttp.WithTracerProvider(t.provider),
		otelhttp.WithPropagators(propagation.TraceContext{}),
		otelhttp.WithSpanNameFormatter(func(_ string, r *http.Request) string { return r.Method + " " + routeOf(r.URL.Path) }))
}

// stop sends what is left.
func (t tracing) stop() error {
	if t.provider == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return t.provider.Shutdown(ctx)
}
