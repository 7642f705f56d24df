package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/stakegraph/stakegraph"
	"github.com/stakegraph/stakegraph/graph/sqlite"
)

// errUsage is the error for an invalid command line, or an invalid environment variable that sets a flag.
var errUsage = errors.New("see stakegraph --help")

// commandLine has all commands and flags of the program. Kong derives the parser and the help from it. Flags can
// precede or follow the name of their command.
type commandLine struct {
	Store string `default:"sqlite:stakegraph.db" env:"STAKEGRAPH_STORE" help:"The database: sqlite:PATH is a file, which is created if it does not exist; sqlite::memory: is kept in memory only; bolt://HOST:PORT is a Neo4j server; neo4j://HOST:PORT is a Neo4j cluster; bolt+s and neo4j+s use TLS."`

	Neo4j neo4jFlags `embed:"" group:"Neo4j"`

	Serve   serveCommand   `cmd:"" default:"withargs" help:"Serve GraphQL over HTTP, with a playground. This is the default command."`
	Load    loadCommand    `cmd:"" help:"Load a folder of CSV files into the database. If there is an error, nothing is loaded."`
	Export  exportCommand  `cmd:"" help:"Export the graph, or a network of it, to a file for network analysis tools."`
	Explain explainCommand `cmd:"" help:"Print the plan and the database statement of a query. The query is not run unless --profile is set."`
	Schema  schemaCommand  `cmd:"" help:"Print the schema of the API in GraphQL's schema definition language."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

// schemaCommand prints the schema of the API.
type schemaCommand struct {
	Flat bool `help:"Omit that interfaces implement other interfaces, for generators of clients that do not support this, such as genqlient."`
}

// Run prints the schema.
func (c schemaCommand) Run(std streams) error {
	text := stakegraph.SDL()
	if c.Flat {
		text = stakegraph.FlatSDL()
	}
	_, err := io.WriteString(std.out, text)
	return err
}

const description = "Stakegraph serves a graph of companies and their investors over GraphQL."

// execute parses the command line and runs its command.
func execute(ctx context.Context, args []string, std streams) error {
	var line commandLine
	parser, err := kong.New(&line,
		kong.Name("stakegraph"),
		kong.Description(description),
		kong.Writers(std.out, std.err),
		kong.Exit(os.Exit), // only for --help
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(std),
		kong.BindSingletonProvider(func() (storeChoice, error) {
			url, err := parseStoreURL(line.Store)
			return storeChoice{url, line.Neo4j, sqlite.DefaultLimits}, err
		}),
	)
	if err != nil {
		return fmt.Errorf("define the command line: %w", err)
	}
	command, err := parser.Parse(twoDashes(args))
	if err != nil {
		return fmt.Errorf("%w (%w)", err, errUsage)
	}
	return command.Run()
}

// twoDashes also accepts flags with one dash, like many Go programs.
func twoDashes(args []string) []string {
	written := make([]string, len(args))
	for i, arg := range args {
		if arg == "--" {
			copy(written[i:], args[i:])
			break
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(arg, "-"), "=")
		if len(name) > 1 && strings.HasPrefix(arg, "-") && 'a' <= name[0] && name[0] <= 'z' {
			arg = "-" + arg
		}
		written[i] = arg
	}
	return written
}
