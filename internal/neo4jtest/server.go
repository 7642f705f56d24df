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

// Versions that the project is tested with.
const (
	LTS     = "5.26.24"   // runs on Java 17 to 21
	Current = "2026.07.1" // runs on Java 21 and later
)

// ErrNotInstalled is in the chain of errors that say that a JDK or Maven is missing on this machine.
var ErrNotInstalled = errors.New("not installed")

// Options say which Neo4j is started, and where.
type Options struct {
	// Version is that of Neo4j on Maven Central, 5.26 or later; "lts" and "current" stand for LTS and Current. The
	// default is STAKEGRAPH_NEO4J_VERSION, and else LTS.
	Version string
	// Dir is the folder for data, settings and logs. It is made when it is not there.
	Dir string
	// Port is the one on 127.0.0.1 that Bolt listens on. The default is a free one.
	Port int
	// Settings go into neo4j.conf, in the place of those of the same name that Start would write.
	Settings map[string]string
	// JavaHome is the folder of a JDK. The default is STAKEGRAPH_JAVA_HOME, and else the newest JDK on the machine
	// that the version is made for.
	JavaHome string
	// JavaOptions are options for java, which go after those that Start gives it.
	JavaOptions []string
	// Log gets a line for each step that takes time. The default is none.
	Log io.Writer
}

// Server is one Neo4j on one folder. Its methods may be called by several goroutines.
type Server struct {
	URI      string // bolt://127.0.0.1:PORT
	User     string
	Password string // made at random for a new folder, and kept there in the file password

	options Options
	jdk     jdk
	jars    string
	built   built
	port    int

	mu      sync.Mutex
	process *process // the last one
}

// startTimeout bounds the time from the start of the process to its ready line, on a machine that has much else to do.
const startTimeout = 5 * time.Minute

// Start returns a server that answers. The end of ctx stops the starting, and not the server.
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

// prepare does all that comes before the process: it finds or fetches what it needs, and lays out the folder.
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

// Check returns an error when Start cannot work with these options, which is ErrNotInstalled when it is for lack of a
// JDK or Maven. It starts and fetches nothing.
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

// complete fills in the defaults and finds the JDK.
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
			return err // and the console has nothing to do with it
		}
		return errors.Join(err, s.lastWords())
	}
	s.process = started
	fmt.Fprintf(s.options.Log, "Neo4j %s is at %s after %.1f s\n", s.options.Version, s.URI, time.Since(began).Seconds())
	return nil
}

// Stop ends the server in good order. A server that is stopped already stays so.
func (s *Server) Stop() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.process.stopWithin(stopTimeout); err != nil {
		return errors.Join(fmt.Errorf("neo4jtest: stop Neo4j: %w", err), s.lastWords())
	}
	return nil
}

// Kill ends the server at once, by SIGKILL where there are signals. What was committed is in its folder.
func (s *Server) Kill() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.process.kill(); err != nil {
		return fmt.Errorf("neo4jtest: kill Neo4j: %w", err)
	}
	return nil
}

// Restart starts the server again on the same folder and port, and stops it first when it runs.
func (s *Server) Restart(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = s.process.stopWithin(stopTimeout) // it may have ended in any way before
	if err := s.launch(ctx); err != nil {
		return fmt.Errorf("neo4jtest: restart Neo4j %s: %w", s.options.Version, err)
	}
	return nil
}

// Ended returns a channel that is closed when the server's process has ended, in whatever way. Restart makes another.
func (s *Server) Ended() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.process.wait()
}
