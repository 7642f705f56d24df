package apierror

import "context"

type requestIDKey struct{}

// WithRequestID returns a context that carries the id of a request, which an INTERNAL error names so that its cause can
// be found in the log.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestIDKey{}, id)
}

// RequestID returns the id that WithRequestID put in, or "".
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}
