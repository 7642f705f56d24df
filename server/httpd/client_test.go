package httpd

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestClients checks that a client is identified by its address, and by X-Forwarded-For only as far as trusted
// proxies wrote it.
func TestClients(t *testing.T) {
	for _, c := range []struct {
		trusted   []string
		peer      string
		forwarded []string
		want      string
	}{
		{nil, "192.0.2.1:1234", nil, "192.0.2.1"},
		{nil, "192.0.2.1:1234", []string{"198.51.100.7"}, "192.0.2.1"},
		{nil, "[::ffff:192.0.2.1]:1", nil, "192.0.2.1"},
		{nil, "[2001:db8:1:2:3:4:5:6]:1", nil, "2001:db8:1:2::/64"},
		{nil, "[2001:db8:1:2:ffff::1]:1", nil, "2001:db8:1:2::/64"},
		{nil, "[fe80::1%eth0]:1", nil, "fe80::/64"},
		{nil, "@", nil, ""},
		{[]string{"10.0.0.0/8"}, "10.1.2.3:1", []string{"198.51.100.7"}, "198.51.100.7"},
		{[]string{"10.1.2.3"}, "10.1.2.3:1", []string{"198.51.100.7"}, "198.51.100.7"},
		{[]string{"::1"}, "[::1]:1", []string{"2001:db8::1"}, "2001:db8::/64"},
		{[]string{"10.0.0.0/8"}, "192.0.2.1:1", []string{"198.51.100.7"}, "192.0.2.1"},                    // not a proxy
		{[]string{"10.0.0.0/8"}, "10.0.0.1:1", []string{"1.1.1.1, 198.51.100.7"}, "198.51.100.7"},         // claimed by the client
		{[]string{"10.0.0.0/8"}, "10.0.0.1:1", []string{"1.1.1.1", "198.51.100.7"}, "198.51.100.7"},       // in two headers
		{[]string{"10.0.0.0/8"}, "10.0.0.1:1", []string{"198.51.100.7, 10.0.0.2"}, "198.51.100.7"},        // two proxies
		{[]string{"10.0.0.0/8"}, "10.0.0.1:1", []string{"10.0.0.3, 10.0.0.2"}, "10.0.0.3"},                // only proxies
		{[]string{"10.0.0.0/8"}, "10.0.0.1:1", []string{"198.51.100.7:5555"}, "198.51.100.7"},             // with a port
		{[]string{"10.0.0.0/8"}, "10.0.0.1:1", []string{"[2001:db8::1]:5555"}, "2001:db8::/64"},           // with a port
		{[]string{"10.0.0.0/8"}, "10.0.0.1:1", []string{"198.51.100.7, unknown"}, "10.0.0.1"},             // invalid
		{[]string{"10.0.0.0/8"}, "10.0.0.1:1", nil, "10.0.0.1"},                                           // no header
		{[]string{"10.0.0.0/8"}, "10.0.0.1:1", []string{"::ffff:198.51.100.7"}, "198.51.100.7"},           // mapped
		{[]string{"2001:db8:ffff::/48"}, "[2001:db8:ffff::1]:1", []string{"192.0.2.9"}, "192.0.2.9"},      // IPv6 before IPv4
		{[]string{"10.0.0.0/8", "127.0.0.1"}, "127.0.0.1:1", []string{"192.0.2.9,10.9.9.9"}, "192.0.2.9"}, // several networks
	} {
		trusted, err := ParseProxies(c.trusted)
		if err != nil {
			t.Fatal(err)
		}
		request := httptest.NewRequest(http.MethodGet, "/", nil)
		request.RemoteAddr = c.peer
		for _, value := range c.forwarded {
			request.Header.Add("X-Forwarded-For", value)
		}
		if got := trusted.clientOf(request); got != c.want {
			t.Errorf("trusting %v, %s with %v: %q, want %q", c.trusted, c.peer, c.forwarded, got, c.want)
		}
	}
	for _, wrong := range []string{"", "1", "10.0.0.0/33", "proxy.example.org", "10.0.0.1:80", "fe80::1%eth0"} {
		if _, err := ParseProxies([]string{wrong}); err == nil {
			t.Errorf("%q is taken for a proxy", wrong)
		}
	}
}
