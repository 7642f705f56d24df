package neo4j_test

import (
	"bytes"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
)

// disguised returns the address of a proxy for the server at the URI that calls itself Neo4j 4.4, in an answer of the
// same length.
func disguised(t *testing.T, uri string) string {
	t.Helper()
	_, target, _ := strings.Cut(uri, "://")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var open sync.WaitGroup
	t.Cleanup(func() {
		_ = listener.Close()
		open.Wait()
	})
	open.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			open.Go(func() { pass(client, target) })
		}
	})
	return listener.Addr().String()
}

// pass connects a client with the target until either closes the connection.
func pass(client net.Conn, target string) {
	defer client.Close()
	server, err := net.Dial("tcp", target)
	if err != nil {
		return
	}
	defer server.Close()
	go func() {
		_, _ = io.Copy(server, client)
		_ = server.Close()
	}()
	_, _ = io.Copy(aged{client}, server)
}

// aged rewrites the version in the server's messages.
type aged struct{ to io.Writer }

func (a aged) Write(p []byte) (int, error) {
	reported := p
	if at := bytes.Index(p, []byte("Neo4j/")); at >= 0 {
		reported = bytes.Clone(p)
		version := reported[at+len("Neo4j/"):]
		if end := bytes.IndexFunc(version, func(r rune) bool { return r != '.' && (r < '0' || r > '9') }); end > 0 {
			version = version[:end]
		}
		copy(version, append([]byte("4.4."), bytes.Repeat([]byte("0"), len(version))...))
	}
	return a.to.Write(reported)
}
