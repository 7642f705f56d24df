package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/stakegraph/stakegraph/internal/neo4jtest"
)

func main() {
	ctx, release := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	release()
	switch {
	case err == nil:
	case errors.Is(err, flag.ErrHelp), errors.Is(err, errUsage):
		os.Exit(2) // package flag has printed the error
	default:
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

var errUsage = errors.New("wrong usage")

// run starts the server and returns when it has ended.
func run(ctx context.Context, args []string, out, log io.Writer) error {
	flags := flag.NewFlagSet("run", flag.ContinueOnError)
	flags.SetOutput(log)
	options := neo4jtest.Options{Log: log}
	flags.StringVar(&options.Version, "version", "", "version of Neo4j, such as "+neo4jtest.LTS+" or "+neo4jtest.Current+
		"\n(default $STAKEGRAPH_NEO4J_VERSION, else "+neo4jtest.LTS+")")
	flags.StringVar(&options.Dir, "dir", ".neo4j", "folder for data, settings and logs")
	flags.IntVar(&options.Port, "port", 7687, "port on 127.0.0.1, 0 for a free one")
	check := flags.Bool("check", false, "only say what is missing on this machine, with status 1 if anything is")
	if err := flags.Parse(args); err != nil {
		return errors.Join(errUsage, err)
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(log, "unexpected argument: %s\n", flags.Arg(0))
		return errUsage
	}
	if *check {
		return neo4jtest.Check(options)
	}
	server, err := neo4jtest.Start(ctx, options)
	if err != nil {
		if ctx.Err() != nil {
			return nil // the user interrupted the start
		}
		return err
	}
	hint(out, server, options.Dir)
	select {
	case <-ctx.Done():
		fmt.Fprintln(log, "Stopping Neo4j")
		return server.Stop()
	case <-server.Ended():
		return fmt.Errorf("the server ended by itself; %s and %s say more", filepath.Join(options.Dir, "console.log"),
			filepath.Join(options.Dir, "logs", "debug.log"))
	}
}

// hint prints the environment variables for the program and its tests, as commands for a shell.
func hint(out io.Writer, server *neo4jtest.Server, folder string) {
	fmt.Fprintf(out, `Neo4j runs until Ctrl-C. To use it from another shell:

  export STAKEGRAPH_STORE=%s
  export NEO4J_USER=%s
  export NEO4J_PASSWORD="$(cat %s)"
  go run ./server

Tests use it too where NEO4J_URI=%[1]s is set, and remove what it holds.

`, server.URI, server.User, quote(filepath.Join(folder, "password")))
}

// quote quotes a word for a shell.
func quote(word string) string { return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'" }
