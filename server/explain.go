package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/stakegraph/stakegraph/graph/engine"
)

// errQuery is the error for a query that cannot be executed.
var errQuery = errors.New("the query is invalid")

// explainCommand prints the plan and the statements of a query.
type explainCommand struct {
	File      string `arg:"" help:"The file with the query; - is standard input."`
	Operation string `placeholder:"NAME" help:"The name of the operation, if the file has several."`
	Variables string `placeholder:"JSON|FILE" help:"The variables: a JSON object, or a file that contains one."`
	Profile   bool   `help:"Run the query and print how the database executed it: the operators of Neo4j with rows and db hits, or the query plan of SQLite."`
}

// Run explains the query for the kind of store. It does not open or create the database, except for --profile.
func (c *explainCommand) Run(ctx context.Context, std streams, choice storeChoice) (err error) {
	query, err := readInput(c.File, std.in)
	if err != nil {
		return fmt.Errorf("cannot read the query: %w", err)
	}
	variables, err := readVariables(c.Variables)
	if err != nil {
		return err
	}
	config, release, err := choice.toExplain(ctx, c.Profile)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	executor := engine.New(config)
	explain := executor.Explain
	if c.Profile {
		explain = executor.Profile
	}
	explained, err := explain(ctx, string(query), c.Operation, variables)
	if err != nil {
		return describeQueryErrors(c.File, err)
	}
	return printExplanation(std.out, explained)
}

func readInput(file string, in io.Reader) ([]byte, error) {
	if file == "-" {
		return io.ReadAll(in)
	}
	return os.ReadFile(file)
}

// readVariables parses a JSON object from the command line, or from the file with that name. Numbers keep all of
// their digits, as in a request.
func readVariables(given string) (map[string]any, error) {
	if given == "" {
		return nil, nil
	}
	text := given
	if !strings.HasPrefix(strings.TrimSpace(given), "{") {
		content, err := os.ReadFile(given)
		if err != nil {
			return nil, fmt.Errorf("--variables: neither a JSON object nor a readable file: %w (%w)", err, errUsage)
		}
		text = string(content)
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var variables map[string]any
	if err := decoder.Decode(&variables); err != nil {
		return nil, fmt.Errorf("--variables: not a JSON object: %w (%w)", err, errUsage)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("--variables: unexpected text after the JSON object (%w)", errUsage)
	}
	return variables, nil
}

// describeQueryErrors formats each error in a query on a line of its own that begins with its position:
// file:line:column.
func describeQueryErrors(file string, err error) error {
	list, is := errors.AsType[gqlerror.List](err)
	if !is {
		return fmt.Errorf("%s: %w", file, err)
	}
	err = errQuery
	for _, e := range list {
		line := file
		if len(e.Locations) > 0 {
			line = fmt.Sprintf("%s:%d:%d", file, e.Locations[0].Line, e.Locations[0].Column)
		}
		if path := e.Path.String(); path != "" {
			line += ": " + path
		}
		err = fmt.Errorf("%w\n%s: %s", err, line, e.Message)
	}
	return err
}

// printExplanation prints the plan, the statements of its InitPlans and the main statement with their arguments or
// parameters, and the profile if there is one.
func printExplanation(out io.Writer, e engine.Explanation) error {
	var b strings.Builder
	fmt.Fprintf(&b, "Plan\n%s\n", indent(e.Plan))
	for i, search := range e.Searches {
		fmt.Fprintf(&b, "\nSearch for initplan %d\n%s\n", i+1, indent(search.InitPlan))
		for _, s := range search.Statements {
			if err := printStatement(&b, s.Language+", sent "+s.When, s.Text, s.Args); err != nil {
				return err
			}
		}
	}
	switch {
	case e.Statement.Text != "":
		if err := printStatement(&b, e.Statement.Language, e.Statement.Text, e.Statement.Args); err != nil {
			return err
		}
	case len(e.Searches) == 0:
		b.WriteString("\nNo statement: the query reads nothing from the database.\n")
	}
	if e.Profile != "" {
		fmt.Fprintf(&b, "\nProfile\n%s\n", indent(e.Profile))
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// printStatement prints a statement with its numbered arguments or its named parameters.
func printStatement(b *strings.Builder, heading, text string, args []any) error {
	fmt.Fprintf(b, "\n%s\n%s\n", heading, indent(text))
	names, values := make([]string, len(args)), args
	title := "Arguments"
	for i := range args {
		names[i] = strconv.Itoa(i + 1)
	}
	if len(args) == 1 {
		if named, ok := args[0].(map[string]any); ok {
			title, names, values = "Parameters", nil, nil
			for _, name := range slices.Sorted(maps.Keys(named)) {
				names, values = append(names, "$"+name), append(values, named[name])
			}
		}
	}
	fmt.Fprintf(b, "\n%s\n", title)
	if len(args) == 0 {
		b.WriteString("  none\n")
	}
	for i, value := range values {
		text, err := json.Marshal(value)
		if err != nil {
			return fmt.Errorf("argument %s: %w", names[i], err)
		}
		fmt.Fprintf(b, "  %s  %s\n", names[i], text)
	}
	return nil
}

func indent(text string) string {
	return "  " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n  ")
}

// formatErrors formats errors in a query for the terminal, with their positions if known.
func formatErrors(errs gqlerror.List) string {
	lines := make([]string, len(errs))
	for i, err := range errs {
		lines[i] = err.Message
		if len(err.Locations) > 0 {
			lines[i] = fmt.Sprintf("line %d, column %d: %s", err.Locations[0].Line, err.Locations[0].Column, err.Message)
		}
	}
	return strings.Join(lines, "\n")
}
