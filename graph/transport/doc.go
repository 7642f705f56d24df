// Package transport implements GraphQL over HTTP: it reads requests from bodies and URLs, chooses the media type and
// the status of the response, and writes it.
package transport
