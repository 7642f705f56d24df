package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/exporters/stdout/stdouttrace"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// tracing sends traces to the exporter in the variables of OpenTelemetry. The zero value traces nothing.
type tracing struct{ provider *sdktrace.TracerProvider }

// startTracing starts tracing if an environment variable configures it.
func startTracing(ctx context.Context) (tracing, error) {
	requested := os.Getenv("OTEL_TRACES_EXPORTER") + os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") + os.Getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
	if requested == "" || os.Getenv("OTEL_TRACES_EXPORTER") == "none" || os.Getenv("OTEL_SDK_DISABLED") == "true" {
		return tracing{}, nil
	}
	exporter, err := spanExporter(ctx)
	if err != nil {
		return tracing{}, fmt.Errorf("start tracing: %w: check OTEL_TRACES_EXPORTER and OTEL_EXPORTER_OTLP_ENDPOINT", err)
	}
	described, err := resource.New(ctx, resource.WithAttributes(attribute.String("service.name", "stakegraph")),
		resource.WithFromEnv(), resource.WithTelemetrySDK())
	if err != nil && !errors.Is(err, resource.ErrPartialResource) {
		return tracing{}, errors.Join(fmt.Errorf("start tracing: %w", err), exporter.Shutdown(ctx))
	}
	return tracing{sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter), sdktrace.WithResource(described))}, nil
}

// tracer returns the tracer for the steps of a request, or nil without tracing.
func (t tracing) tracer() trace.Tracer {
	if t.provider == nil {
		return nil
	}
	return t.provider.Tracer("github.com/stakegraph/stakegraph/graph")
}

// stop sends the remaining traces.
func (t tracing) stop() error {
	if t.provider == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return t.provider.Shutdown(ctx)
}

// spanExporter returns the exporter in the variables of OpenTelemetry. The exporters themselves read the variables
// for endpoints, headers and certificates.
func spanExporter(ctx context.Context) (sdktrace.SpanExporter, error) {
	switch to := os.Getenv("OTEL_TRACES_EXPORTER"); to {
	case "", "otlp":
	case "console":
		return stdouttrace.New()
	default:
		return nil, fmt.Errorf("OTEL_TRACES_EXPORTER: unknown exporter %q; the exporters are otlp, console and none", to)
	}
	name := "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"
	if os.Getenv(name) == "" {
		name = "OTEL_EXPORTER_OTLP_PROTOCOL"
	}
	switch by := os.Getenv(name); by {
	case "", "http/protobuf":
		return otlptracehttp.New(ctx)
	case "grpc":
		return otlptracegrpc.New(ctx)
	default:
		return nil, fmt.Errorf("%s: unknown protocol %q; the protocols are http/protobuf and grpc", name, by)
	}
}
