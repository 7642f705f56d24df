package neo4jtest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	random "math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// settings apply to every server. Versions of Neo4j ignore settings that they do not know.
var settings = []string{
	"server.config.strict_validation.enabled=false",
	"server.bolt.enabled=true",
	"server.http.enabled=false",
	"server.https.enabled=false",
	"dbms.security.auth_enabled=true",
	"dbms.usage_report.enabled=false",
	"server.fleet_discovery.enabled=false",
	"server.memory.pagecache.size=256m",
	"db.tx_log.preallocate=false", // 256 MB for each database
	// Without these, a server waits ten seconds for further connections before it stops.
	"internal.dbms.bolt.netty_server_shutdown_quiet_period=0",
	"internal.dbms.bolt.netty_server_shutdown_quiet_period_duration=0s",
}

// javaOptions are Neo4j's default options for java, with a heap for a load of 300,000 facts.
var javaOptions = []string{
	"-Xms256m",
	"-Xmx3g",
	"-XX:-OmitStackTraceInFastThrow",
	"-Dio.netty.tryReflectionSetAccessible=true",
	"-Dlog4j2.disable.jmx=true",
	"--add-opens=java.base/java.io=ALL-UNNAMED",
	"--add-opens=java.base/java.nio=ALL-UNNAMED",
	"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
	// Messages of java itself, such as that an archive does not match, must not be on standard output.
	"-XX:+DisplayVMOutputToStderr",
	"-Xlog:disable",
	"-Xlog:all=warning:stderr",
}

// layOut writes the files that the Java program reads.
func (s *Server) layOut() error {
	var b strings.Builder
	b.WriteString("# Written at each start.\n")
	for _, name := range slices.Sorted(maps.Keys(s.options.Settings)) {
		fmt.Fprintf(&b, "%s=%s\n", name, s.options.Settings[name])
	}
	for _, setting := range settings {
		name, _, _ := strings.Cut(setting, "=")
		if _, replaced := s.options.Settings[name]; !replaced {
			b.WriteString(setting + "\n")
		}
	}
	fmt.Fprintf(&b, "server.bolt.listen_address=127.0.0.1:%d\nserver.bolt.advertised_address=127.0.0.1:%[1]d\n", s.port)
	return os.WriteFile(filepath.Join(s.options.Dir, "neo4j.conf"), []byte(b.String()), 0o600)
}

// command returns the command line of the Java program.
func (s *Server) command() *exec.Cmd {
	args := slices.Clone(javaOptions)
	if s.jdk.major >= 23 { // these versions warn about calls in Neo4j's libraries
		args = append(args, "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
	}
	if s.built.archive != "" {
		args = append(args, "-XX:SharedArchiveFile="+s.built.archive)
	}
	args = append(args, s.options.JavaOptions...)
	classes := s.built.program + string(filepath.ListSeparator) + filepath.Join(s.jars, "*")
	args = append(args, "-cp", classes, "Server", s.options.Dir)
	command := exec.Command(filepath.Join(s.jdk.home, "bin", "java"), args...)
	command.Dir = s.options.Dir
	command.Env = append(os.Environ(), "NEO4J_PASSWORD="+s.Password)
	return command
}

// console returns the file with the standard error of the Java program. Neo4j's own logs are in the folder logs.
func (s *Server) console() string { return filepath.Join(s.options.Dir, "console.log") }

// lastWords returns the last lines of the console as an error, or nil if it is empty.
func (s *Server) lastWords() error {
	const most = 30
	text, err := os.ReadFile(s.console())
	if err != nil {
		return err
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if len(lines[0]) == 0 {
		return nil
	}
	return fmt.Errorf("%s ends with:\n%s", s.console(), strings.Join(lines[max(0, len(lines)-most):], "\n"))
}

// password returns the password in a file. If the file does not exist, it is created with a new password.
func password(file string) (string, error) {
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		text = []byte(rand.Text() + "\n")
		err = os.WriteFile(file, text, 0o600)
	}
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(string(text)), nil
}

// choosePort returns the requested port if it is free, or a free port if none is requested. It is below the range of ports
// for outgoing connections: otherwise a client that reconnects while the server is down could get it.
func choosePort(ctx context.Context, requested int) (int, error) {
	const first, end, tries = 20000, 32000, 100
	if requested != 0 {
		if err := free(ctx, requested); err != nil {
			return 0, fmt.Errorf("port %d cannot be had (is another server there?): %w", requested, err)
		}
		return requested, nil
	}
	var err error
	for range tries {
		port := first + random.IntN(end-first)
		if err = free(ctx, port); err == nil {
			return port, nil
		}
	}
	return 0, fmt.Errorf("no free port from %d to %d: %w", first, end-1, err)
}

// free returns nil if no process listens on the port.
func free(ctx context.Context, port int) error {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return err
	}
	return listener.Close()
}
