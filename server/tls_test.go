package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// certificate writes a certificate for this machine, and returns a pool that trusts it.
func certificate(t *testing.T) (cert, key string, trusted *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	der8, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	cert, key = filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	if err := os.WriteFile(cert, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der8}), 0o600); err != nil {
		t.Fatal(err)
	}
	trusted = x509.NewCertPool()
	trusted.AppendCertsFromPEM(text)
	return cert, key, trusted
}

// protocolOf sends a request with a client of its own, and returns the protocol of the response.
func protocolOf(t *testing.T, url string, transport *http.Transport) string {
	t.Helper()
	defer transport.CloseIdleConnections()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"graphql?query={__typename}", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := (&http.Client{Transport: transport}).Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || !strings.Contains(string(body), `"Query"`) {
		t.Errorf("%s: %s, %v", url, body, err)
	}
	return answer.Proto
}

// TestProtocols checks HTTP/1.1 and HTTP/2, with and without TLS.
func TestProtocols(t *testing.T) {
	cert, key, trusted := certificate(t)
	store := loadedStore(t)
	secure := start(t, "--listen", "127.0.0.1:0", "--store", store, "--tls-cert", cert, "--tls-key", key)
	if !strings.HasPrefix(secure.url, "https://") {
		t.Errorf("it says\n%s", secure.said)
	}
	config := &tls.Config{RootCAs: trusted}
	if got := protocolOf(t, secure.url, &http.Transport{TLSClientConfig: config.Clone(), ForceAttemptHTTP2: true}); got != "HTTP/2.0" {
		t.Errorf("with TLS: %s", got)
	}
	if got := protocolOf(t, secure.url, &http.Transport{TLSClientConfig: config.Clone()}); got != "HTTP/1.1" {
		t.Errorf("with TLS, for a client that knows no better: %s", got)
	}
	secure.end(t)
	plain := start(t, "--listen", "127.0.0.1:0", "--store", store)
	unencrypted := new(http.Protocols)
	unencrypted.SetUnencryptedHTTP2(true)
	if got := protocolOf(t, plain.url, &http.Transport{Protocols: unencrypted}); got != "HTTP/2.0" {
		t.Errorf("without TLS: %s", got)
	}
	plain.end(t)
	var errs lines
	status := run(context.Background(), []string{"--tls-cert", cert}, streams{out: io.Discard, err: &errs})
	if status != statusUsage || !strings.Contains(errs.String(), "only allowed together") {
		t.Errorf("a certificate without its key: status %d\n%s", status, errs.String())
	}
}
