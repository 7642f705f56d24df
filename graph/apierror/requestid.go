package apierror

import "context"

type requestIDKey struct{}

// WithRequestID returns a context with the id of a request. INTERNAL errors contain the id, so that their cause can be
// found in the log.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestIDKey{}, id)
}

// RequestID returns the id from WithRequestID, or "".
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}
