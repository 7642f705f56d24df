package neo4jtest

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSettings(t *testing.T) {
	folder := t.TempDir()
	s := &Server{port: 1234, options: Options{Dir: folder, Settings: map[string]string{
		"db.transaction.timeout":        "10s",
		"server.memory.pagecache.size":  "1g",
		"dbms.security.auth_enabled":    "true",
		"dbms.memory.transaction.limit": "",
	}}}
	if err := s.layOut(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(folder, "neo4j.conf"))
	if err != nil {
		t.Fatal(err)
	}
	times := map[string]int{}
	for _, line := range []string{
		"db.transaction.timeout=10s", "server.memory.pagecache.size=1g", "server.memory.pagecache.size=",
		"dbms.security.auth_enabled=", "dbms.memory.transaction.limit=\n", "server.http.enabled=false\n",
		"server.bolt.listen_address=127.0.0.1:1234\n", "server.bolt.advertised_address=127.0.0.1:1234\n",
	} {
		times[line] = strings.Count(string(text), "\n"+line)
	}
	for line, n := range times {
		if n != 1 {
			t.Errorf("%q is there %d times, want once:\n%s", line, n, text)
		}
	}
}

func TestPasswordIsKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "password")
	first, err := password(file)
	if err != nil || len(first) < 20 {
		t.Fatalf("the first one is %q (%v)", first, err)
	}
	again, err := password(file)
	if diff := cmp.Diff(first, again); diff != "" || err != nil {
		t.Errorf("later it is another (%v):\n%s", err, diff)
	}
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if readers := info.Mode().Perm() & 0o077; readers != 0 && executable() == "" {
		t.Errorf("others can read it: %v", info.Mode())
	}
}

func TestPort(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	taken := listener.Addr().(*net.TCPAddr).Port
	if _, err := choosePort(t.Context(), taken); err == nil {
		t.Errorf("port %d is taken", taken)
	}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	if port, err := choosePort(t.Context(), taken); port != taken || err != nil {
		t.Errorf("port %d instead of %d (%v)", port, taken, err)
	}
	if port, err := choosePort(t.Context(), 0); port == 0 || err != nil {
		t.Errorf("no free port is found: %v", err)
	}
}
