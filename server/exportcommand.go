package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/download"
	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/initplan"
)

// exportCommand writes a file of the graph.
type exportCommand struct {
	File       string   `arg:"" help:"The file to write: the name of an export, the extension of a format, and optionally .gz, such as graph.graphml or folder/investors-by-firm.gexf.gz."`
	Parameters []string `arg:"" optional:"" name:"parameter=value" help:"The parameters of the export, as for /export, such as asOf=2022, measures=pageRank,core or relationships='{\"investments\": {}}'."`
	Stdout     bool     `short:"c" help:"Write to standard output instead of a file."`
}

// Run writes a temporary file in the same folder, and renames it when it is complete.
func (c *exportCommand) Run(ctx context.Context, std streams, choice storeChoice) (err error) {
	parameters := url.Values{}
	for _, p := range c.Parameters {
		name, value, isPair := strings.Cut(p, "=")
		if !isPair {
			return fmt.Errorf("cannot export: %q does not have the form PARAMETER=VALUE (%w)", p, errUsage)
		}
		parameters.Add(name, value)
	}
	opened, err := choice.openToRead(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	executor := engine.New(engine.Config{Store: opened, Networks: initplan.LargeNetworks})
	request, zipped, err := exportNamed(filepath.Base(c.File), parameters)
	if err != nil {
		return fmt.Errorf("cannot export: %w", err)
	}
	prepared, err := download.New(ctx, executor, request)
	if err != nil {
		return fmt.Errorf("cannot export: %s", formatErrors(apierror.Presenter{Logger: slog.Default()}.Present(ctx, err)))
	}
	progress, done := showProgress(std.err, "Exporting")
	defer done()
	exported := &exportFile{File: prepared, zipped: zipped}
	write := func(to io.Writer) error {
		if err := exported.prepare(ctx); err != nil {
			return err
		}
		return exported.write(ctx, to, progress)
	}
	broken := "nothing was exported"
	if c.Stdout {
		broken = "the file is incomplete"
		err = write(std.out)
	} else {
		err = writeWhole(c.File, write)
	}
	done()
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("%s: %w", broken, context.Cause(ctx))
	case err != nil:
		return fmt.Errorf("%s: %w", broken, err)
	case c.Stdout:
		_, err = io.WriteString(std.err, summarySentences(exported.ready.Summary()))
		return err
	}
	_, err = fmt.Fprintf(std.out, "Wrote %s.\n%s", c.File, summarySentences(exported.ready.Summary()))
	return err
}

// writeWhole writes a file that gets its name only when it is complete.
func writeWhole(name string, write func(io.Writer) error) (err error) {
	file, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".part-")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(file.Name()))
		}
	}()
	buffered := bufio.NewWriterSize(file, 1<<18)
	err = write(buffered)
	if err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = file.Chmod(0o644)
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), name)
}
