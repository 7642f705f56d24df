package httpd

import (
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/admission"
)

// Proxies are the addresses of trusted proxies, whose X-Forwarded-For is used.
type Proxies []netip.Prefix

// ParseProxies parses addresses and networks, such as 192.0.2.7 and 10.0.0.0/8.
func ParseProxies(texts []string) (Proxies, error) {
	var all Proxies
	for _, text := range texts {
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			address, notAddress := netip.ParseAddr(text)
			if notAddress != nil || address.Zone() != "" {
				return nil, fmt.Errorf("--trust-proxy: %q is neither an address nor a network: write one such as 10.0.0.7 or 10.0.0.0/8", text)
			}
			prefix = netip.PrefixFrom(address.Unmap(), address.Unmap().BitLen())
		}
		all = append(all, prefix.Masked())
	}
	return all, nil
}

func (p Proxies) trust(address netip.Addr) bool {
	return slices.ContainsFunc(p, func(prefix netip.Prefix) bool { return prefix.Contains(address) })
}

// identifyClients adds the key of the client to the context of each request. Admission shares places among clients by
// it.
func (p Proxies) identifyClients(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(admission.WithClient(r.Context(), p.clientOf(r))))
	})
}

// clientOf returns the key of a request's client: an IPv4 address, or a /64 network of IPv6, which one subscriber
// usually has. X-Forwarded-For is read from its end, where the nearest proxy has appended, and only as far as trusted
// proxies have written it: the text before that may be forged by the client.
func (p Proxies) clientOf(r *http.Request) string {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return "" // there is no address, as in a test
	}
	address := peer.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		if !p.trust(address) {
			break
		}
		before, ok := parseHop(hop)
		if !ok {
			break
		}
		address = before
	}
	address = address.WithZone("")
	if address.Is4() {
		return address.String()
	}
	network, err := address.Prefix(64)
	if err != nil {
		return ""
	}
	return network.String()
}

// parseHop parses an address as proxies write it, with or without a port.
func parseHop(text string) (netip.Addr, bool) {
	text = strings.TrimSpace(text)
	if address, err := netip.ParseAddr(strings.Trim(text, "[]")); err == nil {
		return address.Unmap(), true
	}
	if both, err := netip.ParseAddrPort(text); err == nil {
		return both.Addr().Unmap(), true
	}
	return netip.Addr{}, false
}
