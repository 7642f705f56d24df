package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"stakegraph/graph"
)

// errQuery: the query to explain is not one that could be answered.
var errQuery = errors.New("the query cannot be answered as it is")

// explainCommand prints how a query would be answered.
type explainCommand struct {
	File      string `arg:"" help:"A file with the query; - reads standard input."`
	Operation string `placeholder:"NAME" help:"Which operation of the file, where it has several."`
	Variables string `placeholder:"JSON|FILE" help:"The variables: an object in JSON, or the name of a file that holds one."`
}

// Run explains by the kind of store alone: it neither opens the store's database nor makes one.
func (c *explainCommand) Run(ctx context.Context, std streams, url storeURL) (err error) {
	query, err := readInput(c.File, std.in)
	if err != nil {
		return fmt.Errorf("cannot read the query: %w", err)
	}
	variables, err := readVariables(c.Variables)
	if err != nil {
		return err
	}
	opened, err := url.openToExplain(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	explained, err := graph.New(graph.Config{Store: opened}).Explain(ctx, query, c.Operation, variables)
	if err != nil {
		return describeQueryErrors(c.File, err)
	}
	return printExplanation(std.out, explained)
}

func readInput(file string, in io.Reader) (string, error) {
	if file == "-" {
		text, err := io.ReadAll(in)
		return string(text), err
	}
	text, err := os.ReadFile(file)
	return string(text), err
}

// readVariables reads an object written on the command line, or in the file of that name. Numbers keep their digits, as
// they do in a request.
func readVariables(given string) (map[string]any, error) {
	if given == "" {
		return nil, nil
	}
	text := given
	if !strings.HasPrefix(strings.TrimSpace(given), "{") {
		content, err := os.ReadFile(given)
		if err != nil {
			return nil, fmt.Errorf("--variables is neither an object in JSON nor a file that can be read: %w (%w)", err, errUsage)
		}
		text = string(content)
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var variables map[string]any
	if err := decoder.Decode(&variables); err != nil {
		return nil, fmt.Errorf("--variables is not an object in JSON: %w (%w)", err, errUsage)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("--variables has more after its object in JSON (%w)", errUsage)
	}
	return variables, nil
}

// describeQueryErrors gives each error in a query a line of its own that begins with its place: file:line:column.
func describeQueryErrors(file string, err error) error {
	var list gqlerror.List
	if !errors.As(err, &list) {
		return fmt.Errorf("%s: %w", file, err)
	}
	lines := make([]string, 0, len(list))
	for _, e := range list {
		line := file
		if len(e.Locations) > 0 {
			line = fmt.Sprintf("%s:%d:%d", file, e.Locations[0].Line, e.Locations[0].Column)
		}
		if path := e.Path.String(); path != "" {
			line += ": " + path
		}
		lines = append(lines, line+": "+e.Message)
	}
	return fmt.Errorf("%w\n%s", errQuery, strings.Join(lines, "\n"))
}

// printExplanation prints the plan, the statement and its arguments.
func printExplanation(out io.Writer, e graph.Explanation) error {
	var b strings.Builder
	fmt.Fprintf(&b, "Plan\n%s\n", indent(e.Plan))
	if e.Statement.Text == "" {
		b.WriteString("\nNo statement: nothing is read from the store.\n")
	} else {
		fmt.Fprintf(&b, "\n%s\n%s\n\nArguments\n", e.Statement.Language, indent(e.Statement.Text))
		if len(e.Statement.Args) == 0 {
			b.WriteString("  none\n")
		}
		for i, arg := range e.Statement.Args {
			value, err := json.Marshal(arg)
			if err != nil {
				return fmt.Errorf("argument %d: %w", i+1, err)
			}
			fmt.Fprintf(&b, "  %d  %s\n", i+1, value)
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func indent(text string) string {
	return "  " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n  ")
}
