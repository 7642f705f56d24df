package admission

import "context"

type clientKey struct{}

// WithClient returns a context with the key of the client. Work with the same key shares the client's places.
func WithClient(ctx context.Context, client string) context.Context {
	return context.WithValue(ctx, clientKey{}, client)
}

// clientOf returns the key from WithClient. All work without a key belongs to one client.
func clientOf(ctx context.Context) string {
	client, _ := ctx.Value(clientKey{}).(string)
	return client
}
