package main

import (
	"strings"
	"testing"
)

// TestSpanExporter: OpenTelemetry's variables choose where traces go and how, and what they cannot is refused by name.
func TestSpanExporter(t *testing.T) {
	for _, c := range []struct{ to, by, tracesBy, want string }{
		{want: ""},
		{to: "otlp", by: "http/protobuf"},
		{to: "otlp", by: "grpc"},
		{by: "grpc", tracesBy: "http/protobuf"},
		{to: "console", by: "unused"},
		{to: "otlp", by: "http/json", want: `OTEL_EXPORTER_OTLP_PROTOCOL is "http/json"`},
		{by: "grpc", tracesBy: "x", want: `OTEL_EXPORTER_OTLP_TRACES_PROTOCOL is "x"`},
		{to: "zipkin", want: `OTEL_TRACES_EXPORTER is "zipkin"`},
	} {
		t.Setenv("OTEL_TRACES_EXPORTER", c.to)
		t.Setenv("OTEL_EXPORTER_OTLP_PROTOCOL", c.by)
		t.Setenv("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", c.tracesBy)
		exporter, err := spanExporter(t.Context())
		if c.want != "" {
			if err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("%+v: %v", c, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%+v: %v", c, err)
			continue
		}
		if err := exporter.Shutdown(t.Context()); err != nil {
			t.Errorf("%+v: %v", c, err)
		}
	}
}
