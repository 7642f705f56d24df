package httpd

import (
	"net"
	"net/http"
	"slices"
	"strings"
)

// onlyHosts rejects requests with another Host than the given names or, if the server listens on a loopback address,
// this machine. This prevents DNS rebinding: otherwise any site could resolve its own name to this machine and read
// responses.
func onlyHosts(names []string, address net.Addr, next http.Handler) http.Handler {
	tcp, _ := address.(*net.TCPAddr)
	isLocal := tcp != nil && tcp.IP.IsLoopback()
	if len(names) == 0 && !isLocal {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := hostOf(r.Host)
		if slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(name, host) }) || isLocal && isThisMachine(host) {
			next.ServeHTTP(w, r)
			return
		}
		writeText(w, http.StatusMisdirectedRequest, "host not allowed; the operator can add it with --allowed-host\n")
	})
}

// hostOf returns a Host header without its port.
func hostOf(field string) string {
	if host, _, err := net.SplitHostPort(field); err == nil {
		return host
	}
	return strings.Trim(field, "[]")
}

func isThisMachine(host string) bool {
	if ip := net.ParseIP(host); ip != nil {
		return ip.IsLoopback()
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}
