// Package transport is GraphQL over HTTP: it reads requests from bodies and addresses, chooses the media type of the answer
// and its status, and writes it.
package transport
