package admission

import "context"

type clientKey struct{}

// WithClient returns a context that carries the key of the client that work is done for. Work of one key shares places.
func WithClient(ctx context.Context, client string) context.Context {
	return context.WithValue(ctx, clientKey{}, client)
}

// clientOf returns the key that WithClient put in. All work without a key belongs to one client.
func clientOf(ctx context.Context) string {
	client, _ := ctx.Value(clientKey{}).(string)
	return client
}
