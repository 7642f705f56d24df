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

// loadCommand loads a folder of CSV files. If nothing is loaded, it removes a database file that it created.
type loadCommand struct {
	Dir string `arg:"" optional:"" help:"The folder. The default is the data set that is built into the program."`
}

// Run checks the folder before it opens the store, so a wrong name creates no file.
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
	if err == nil || errors.Is(err, seed.ErrRejected) { // the counts help to locate the errors
		fmt.Fprint(std.out, report.String())
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.out, "Loaded into %s.\n", opened.Location())
	return err
}

// isEmpty reports whether the store is empty. Another process may have loaded data in the meantime.
func isEmpty(ctx context.Context, s store.Store) bool {
	empty, err := s.Empty(context.WithoutCancel(ctx))
	return err == nil && empty
}

// removeDatabase removes an SQLite file and the auxiliary files of SQLite.
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

// load loads a folder into the store, as one transaction.
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
