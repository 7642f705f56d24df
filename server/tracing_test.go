package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	coltrace "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/protobuf/proto"
)

// TestTraces checks that a collector in the environment receives a trace of each request, as part of the client's
// trace. It has spans for the request, the plan, the statement and the writing of the answer.
func TestTraces(t *testing.T) {
	sent := make(chan *coltrace.ExportTraceServiceRequest, 10)
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		request := &coltrace.ExportTraceServiceRequest{}
		if err := proto.Unmarshal(body, request); err != nil {
			t.Error(err)
		}
		sent <- request
	}))
	defer collector.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.URL)
	t.Setenv("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
	r := start(t, "--listen", "127.0.0.1:0", "--store", loadedStore(t))
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.url+"graphql", strings.NewReader(`{"query": "{ firms { totalCount } }"}`))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
	send(t, request)
	r.end(t) // sends the remaining traces
	close(sent)
	names := map[string]bool{}
	for batch := range sent {
		for _, resource := range batch.GetResourceSpans() {
			for _, scope := range resource.GetScopeSpans() {
				for _, span := range scope.GetSpans() {
					names[span.GetName()] = true
					if span.GetTraceId()[0] != 0x0a || span.GetTraceId()[15] != 0x9c {
						t.Errorf("%s is in another trace", span.GetName())
					}
				}
			}
		}
	}
	for _, want := range []string{"POST /graphql", "plan", "statement", "write"} {
		if !names[want] {
			t.Errorf("there is no span %q: %v", want, names)
		}
	}
}

// TestSpanExporter checks that OpenTelemetry's variables select the exporter and the protocol, and that unknown
// values are errors that name the variable.
func TestSpanExporter(t *testing.T) {
	for _, c := range []struct{ to, by, tracesBy, want string }{
		{want: ""},
		{to: "otlp", by: "http/protobuf"},
		{to: "otlp", by: "grpc"},
		{by: "grpc", tracesBy: "http/protobuf"},
		{to: "console", by: "unused"},
		{to: "otlp", by: "http/json", want: `OTEL_EXPORTER_OTLP_PROTOCOL: unknown protocol "http/json"`},
		{by: "grpc", tracesBy: "x", want: `OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: unknown protocol "x"`},
		{to: "zipkin", want: `OTEL_TRACES_EXPORTER: unknown exporter "zipkin"`},
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
