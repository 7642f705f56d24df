package neo4jtest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// The versions for which the project is tested.
const (
	LTS     = "5.26.24"   // runs on Java 17 to 21
	Current = "2026.07.1" // runs on Java 21 and later
)

// ErrNotInstalled is wrapped by errors about a missing JDK or Maven.
var ErrNotInstalled = errors.New("not installed")

// Options configure the Neo4j that is started.
type Options struct {
	// Version is the version of Neo4j on Maven Central, 5.26 or later; "lts" and "current" mean LTS and Current. The
	// default is STAKEGRAPH_NEO4J_VERSION, or LTS if that is not set.
	Version string
	// Dir is the folder for data, settings and logs. It is created if missing.
	Dir string
	// Port is the port of Bolt on 127.0.0.1. The default is a free port.
	Port int
	// Settings are added to neo4j.conf, where they override the settings of Start.
	Settings map[string]string
	// JavaHome is the folder of a JDK. The default is STAKEGRAPH_JAVA_HOME, or if that is not set, the newest JDK on the
	// machine that the version supports.
	JavaHome string
	// JavaOptions are options for java, after the options of Start.
	JavaOptions []string
	// Log gets a line for each slow step. The default is none.
	Log io.Writer
}

// Server is a Neo4j with its folder. Its methods can be called concurrently.
type Server struct {
	URI      string // bolt://127.0.0.1:PORT
	User     string
	Password string // random for a new folder, where the file password stores it

	options Options
	jdk     jdk
	jars    string
	built   built
	port    int

	mu      sync.Mutex
	process *process // of the latest start
}

// startTimeout limits the time from the start of the process to its ready line. It allows for a busy machine.
const startTimeout = 5 * time.Minute

// Start starts a server and returns when it accepts connections. Cancelling ctx stops the start, but not a running server.
func Start(ctx context.Context, o Options) (*Server, error) {
	s, err := prepare(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("neo4jtest: %w", err)
	}
	if err := s.launch(ctx); err != nil {
		return nil, fmt.Errorf("neo4jtest: start Neo4j %s: %w", s.options.Version, err)
	}
	return s, nil
}

// prepare does everything before the process starts: it finds or downloads its requirements, and fills the folder.
func prepare(ctx context.Context, o Options) (*Server, error) {
	if o.Dir == "" {
		return nil, errors.New("no folder is given for the data")
	}
	o, found, err := o.complete()
	if err != nil {
		return nil, err
	}
	s := &Server{User: "neo4j", options: o, jdk: found}
	if s.jars, err = jars(ctx, o.Version, found, o.Log); err != nil {
		return nil, err
	}
	if s.built, err = build(ctx, s); err != nil {
		return nil, err
	}
	if s.port, err = choosePort(ctx, o.Port); err != nil {
		return nil, err
	}
	s.URI = fmt.Sprintf("bolt://127.0.0.1:%d", s.port)
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, err
	}
	if s.Password, err = password(filepath.Join(o.Dir, "password")); err != nil {
		return nil, err
	}
	return s, nil
}

// Check returns an error if Start cannot work with these options. The error wraps ErrNotInstalled if a JDK or Maven is
// missing. Check neither starts nor downloads anything.
func Check(o Options) error {
	o, _, err := o.complete()
	if err == nil {
		err = checkJars(o.Version)
	}
	if err != nil {
		return fmt.Errorf("neo4jtest: %w", err)
	}
	return nil
}

// complete returns the options with defaults, and the JDK.
func (o Options) complete() (Options, jdk, error) {
	o.Version = cmp.Or(o.Version, os.Getenv("STAKEGRAPH_NEO4J_VERSION"), LTS)
	switch o.Version {
	case "lts":
		o.Version = LTS
	case "current":
		o.Version = Current
	}
	o.JavaHome = cmp.Or(o.JavaHome, os.Getenv("STAKEGRAPH_JAVA_HOME"))
	if o.Log == nil {
		o.Log = io.Discard
	}
	fits, err := javaFor(o.Version)
	if err != nil {
		return o, jdk{}, err
	}
	if o.Dir, err = filepath.Abs(o.Dir); err != nil {
		return o, jdk{}, err
	}
	found, err := findJDK(o.JavaHome, fits)
	if err != nil {
		return o, jdk{}, fmt.Errorf("Neo4j %s: %w", o.Version, err)
	}
	return o, found, nil
}

// launch starts a process and waits until it is ready.
func (s *Server) launch(ctx context.Context) error {
	began := time.Now()
	fmt.Fprintf(s.options.Log, "Starting Neo4j %s on Java %s\n", s.options.Version, s.jdk.version)
	if err := s.layOut(); err != nil {
		return err
	}
	started, err := startProcess(s.command(), s.console())
	if err != nil {
		return err
	}
	limited, cancel := context.WithTimeoutCause(ctx, startTimeout, fmt.Errorf("not ready after %v", startTimeout))
	defer cancel()
	if err := started.awaitReady(limited, s.URI); err != nil {
		if ctx.Err() != nil {
			return err // the console cannot explain this error
		}
		return errors.Join(err, s.lastWords())
	}
	s.process = started
	fmt.Fprintf(s.options.Log, "Neo4j %s is at %s after %.1f s\n", s.options.Version, s.URI, time.Since(began).Seconds())
	return nil
}

// Stop stops the server gracefully. It does nothing if the server is not running.
func (s *Server) Stop() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.process.stopWithin(stopTimeout); err != nil {
		return errors.Join(fmt.Errorf("neo4jtest: stop Neo4j: %w", err), s.lastWords())
	}
	return nil
}

// Kill ends the server immediately, by SIGKILL where signals exist. Committed data remains in its folder.
func (s *Server) Kill() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.process.kill(); err != nil {
		return fmt.Errorf("neo4jtest: kill Neo4j: %w", err)
	}
	return nil
}

// Restart starts the server again on the same folder and port. If it is running, it is stopped first.
func (s *Server) Restart(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = s.process.stopWithin(stopTimeout) // an error means that it ended in another way
	if err := s.launch(ctx); err != nil {
		return fmt.Errorf("neo4jtest: restart Neo4j %s: %w", s.options.Version, err)
	}
	return nil
}

// Ended returns a channel that is closed when the server's process has ended for any reason. Restart replaces the channel.
func (s *Server) Ended() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.process.wait()
}
