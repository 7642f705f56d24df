package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/seed"
)

// loadCommand loads a folder of CSV files. Where nothing is loaded, a database that it made is removed again.
type loadCommand struct {
	Dir string `arg:"" optional:"" help:"The folder. The default is the data set that is built into the program."`
}

// Run looks for the folder before it opens the store, so that a wrong name makes no file.
func (c *loadCommand) Run(ctx context.Context, std streams, choice storeChoice) (err error) {
	dir := seed.LittleGiants()
	if c.Dir != "" {
		if dir, err = openFolder(c.Dir); err != nil {
			return err
		}
	}
	made := choice.makesFile()
	opened, err := choice.open(ctx)
	if err != nil {
		return err
	}
	defer func() {
		refused := made && err != nil && isEmpty(ctx, opened)
		err = errors.Join(err, opened.Close())
		if refused {
			err = errors.Join(err, removeDatabase(choice.sqlite))
		}
	}()
	report, err := load(ctx, opened, dir, std)
	if err == nil || errors.Is(err, seed.ErrRejected) { // which files have errors is worth a look too
		fmt.Fprint(std.out, report.String())
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.out, "Loaded into %s.\n", opened.Location())
	return err
}

// isEmpty reports whether a store is known to have nothing. Somebody else can have loaded into it meanwhile.
func isEmpty(ctx context.Context, s store.Store) bool {
	empty, err := s.Empty(context.WithoutCancel(ctx))
	return err == nil && empty
}

// removeDatabase removes a file of SQLite's and those that SQLite puts beside it.
func removeDatabase(path string) error {
	var errs []error
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(path + suffix); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func openFolder(name string) (fs.FS, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, fmt.Errorf("cannot load: %w: give a folder of CSV files", err)
	case !info.IsDir():
		return nil, fmt.Errorf("cannot load %s: %w: give the folder that contains it", name, syscall.ENOTDIR)
	}
	return os.DirFS(name), nil
}

// load loads a folder into the store, all of it or nothing.
func load(ctx context.Context, into store.Loader, dir fs.FS, std streams) (seed.Report, error) {
	progress, done := showProgress(std.err, "Loading")
	report, err := seed.Load(ctx, into, dir, progress)
	done()
	for _, warning := range report.Warnings {
		fmt.Fprintf(std.err, "warning: %s\n", warning)
	}
	switch {
	case err == nil || errors.Is(err, seed.ErrRejected):
		return report, err
	case ctx.Err() != nil:
		return report, fmt.Errorf("nothing was loaded: %w", context.Cause(ctx))
	}
	return report, fmt.Errorf("nothing was loaded: %w", err)
}
