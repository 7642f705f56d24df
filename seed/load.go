package seed

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// file describes one of the files of a data set.
type file struct {
	name    string
	columns []string
	// optional are the columns that a file may lack. Their values are then empty.
	optional []string

	// check is called with every row in the first pass, after all files before this one. It reports problems and collects
	// the values that other files need. Checked is called after the last row, for checks that need all rows.
	check   func(*known, *row)
	checked func(k *known, note func(line, column int, message string, rejected bool))

	// write is called with every row in the second pass, which begins if all rows are valid. Written is called after the last.
	write   func(*known, *row, *target) error
	written func(*known, *target) error
}

// ofNodes makes the rows of a file nodes with the ids of the rows.
func (f file) ofNodes(label model.Label, read func(*known, *row) model.Properties) file {
	f.check = func(k *known, r *row) {
		read(k, r)
		k.byFile[f.name].add(r, r.value("id"), "id")
	}
	f.write = func(k *known, r *row, w *target) error {
		return w.Node(model.Node{Label: label, Properties: read(k, r)})
	}
	return f
}

// ofRelationships makes the rows of a file relationships, with the given columns as the key. Keep is called with the id of
// each relationship in the first pass, unless it is nil.
func (f file) ofRelationships(
	read func(*known, *row) model.Relationship, keep func(k *known, r *row, id string), key ...string,
) file {
	f.check = func(k *known, r *row) {
		if id, ok := k.byFile[f.name].add(r, read(k, r).ID(), key...); ok && keep != nil {
			keep(k, r, id)
		}
	}
	f.write = func(k *known, r *row, w *target) error { return w.Relationship(read(k, r)) }
	return f
}

// expected returns the names of the columns, in the form of messages.
func (f *file) expected() string {
	names := make([]string, len(f.columns))
	for i, column := range f.columns {
		names[i] = column
		if slices.Contains(f.optional, column) {
			names[i] += " (optional)"
		}
	}
	return strings.Join(names, ", ")
}

// files returns the files of a data set, each after the files that it refers to. All are required: a missing file is more
// likely a mistake than an intention, and a file with only a header states that there is no data.
func files() []*file {
	return []*file{
		&sourcesFile, &sectorsFile, &firmsFile, &investorsFile, &peopleFile, &programmesFile, &roundsFile, &batchesFile,
		&subsidiesFile, &firmSectorsFile, &rolesFile, &designationsFile, &investmentsFile, &commitmentsFile,
		&conflictsFile,
	}
}

// Load reads the data set in dir into a store, as one transaction. Errors in the data are Problems, which wrap ErrRejected.
// After any error the store is unchanged. Loading a data set that is already stored changes nothing.
//
// Progress, if not nil, is called with the bytes read so far and the bytes to read in total. Since each file is read twice,
// the total is twice the size of the files. It is called in the goroutine of Load.
func Load(
	ctx context.Context, into store.Loader, dir fs.FS, progress func(read, total int64),
) (Report, error) {
	l := &loading{dir: dir, known: newKnown(), progress: progress, sums: map[string]uint64{}, seed: maphash.MakeSeed()}
	l.problems.files = map[string]int{}
	for i, f := range files() {
		l.problems.files[f.name] = i
	}
	if err := l.run(ctx, into); err != nil {
		if problems, is := errors.AsType[Problems](err); is {
			return l.report, problems
		}
		if ended := ctx.Err(); ended != nil && !errors.Is(err, ended) {
			err = fmt.Errorf("%w: %w", ended, err) // stores report a cancelled context with errors of their own
		}
		return l.report, fmt.Errorf("load data files: %w", err)
	}
	return l.report, nil
}

// loading is the state of a running load.
type loading struct {
	dir         fs.FS
	known       *known
	problems    problems
	report      Report
	progress    func(read, total int64)
	read, total int64
	seed        maphash.Seed
	sums        map[string]uint64 // hash of each file when it was last read
}

func (l *loading) run(ctx context.Context, into store.Loader) error {
	if err := l.measure(); err != nil {
		return err
	}
	for _, f := range files() {
		if err := l.check(ctx, f); err != nil {
			return err
		}
	}
	if err := l.problems.err(); err != nil {
		return err
	}
	var to *target
	tally, err := into.Load(ctx, func(w store.Writer) error {
		l.read = l.total / 2
		var err error
		if to, err = newTarget(w, l.known.contested); err != nil {
			return err
		}
		if to.graph != nil {
			if err := l.known.lookUp(to.graph); err != nil {
				return err
			}
		}
		for _, f := range files() {
			if err := l.write(ctx, f, to); err != nil {
				return err
			}
		}
		if err := to.judge(); err != nil {
			return err
		}
		return ctx.Err()
	})
	l.report.Warnings = l.known.warnings.sorted(l.problems.files)
	if err != nil {
		return l.known.located(err)
	}
	l.report.Unstated = to.unstated(tally)
	l.report.Created, l.report.Updated, l.report.Unchanged = tally.Created, tally.Updated, tally.Unchanged
	return nil
}

// measure finds the files and adds up their sizes. Missing files are reported at once and without any other problems,
// since the remaining files would be full of unknown ids.
func (l *loading) measure() error {
	names := make([]string, len(files()))
	for i, f := range files() {
		names[i] = f.name
	}
	for _, name := range names {
		info, err := fs.Stat(l.dir, name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			l.problems.add(Problem{File: name, Message: "the file is missing (expected " + strings.Join(names, ", ") + ")"})
		case err != nil:
			return err
		case info.IsDir():
			l.problems.add(Problem{File: name, Message: "is a folder (expected a CSV file)"})
		case !info.Mode().IsRegular(): // opening a pipe would block until it has a writer
			l.problems.add(Problem{File: name, Message: "is not a regular file (expected a CSV file)"})
		default:
			l.total += 2 * info.Size()
		}
	}
	return l.problems.err()
}

func (l *loading) check(ctx context.Context, f *file) error {
	report, complete, err := l.readFile(ctx, f, func(r *row) error {
		f.check(l.known, r)
		return nil
	})
	if !complete {
		l.known.unread(f.name)
	}
	if err == nil && complete && f.checked != nil {
		f.checked(l.known, func(line, column int, message string, rejected bool) {
			l.problems.add(Problem{f.name, line, column, message})
			if !rejected {
				report.Rejected++
			}
		})
	}
	l.report.Files = append(l.report.Files, report)
	l.report.Read += report.Read
	l.report.Rejected += report.Rejected
	return err
}

// write reads a file again and writes its rows. The load fails if the file has changed since it was checked.
func (l *loading) write(ctx context.Context, f *file, w *target) error {
	checked := l.sums[f.name]
	report, _, err := l.readFile(ctx, f, func(r *row) error {
		// A row that is invalid only in this pass has changed. The hash of the file reveals this.
		if err := f.write(l.known, r, w); err != nil && !r.rejected {
			return fmt.Errorf("%s:%d: %w", f.name, r.line(), err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if l.sums[f.name] != checked {
		return Problems{{File: f.name, Message: "the file changed during the load (load it again)"}}
	}
	if err := l.problems.err(); err != nil { // conflicts with stored facts
		l.reject(f.name, report.Rejected)
		return err
	}
	if f.written != nil {
		return f.written(l.known, w)
	}
	return nil
}

// reject counts rows that only the second pass rejects.
func (l *loading) reject(file string, rows int) {
	l.report.Files[l.problems.files[file]].Rejected += rows
	l.report.Rejected += rows
}

func (l *loading) readFile(ctx context.Context, f *file, visit func(*row) error) (FileReport, bool, error) {
	from, err := l.dir.Open(f.name)
	if err != nil {
		return FileReport{Name: f.name}, false, err
	}
	defer func() { _ = from.Close() }() // it was only read
	var sum maphash.Hash
	sum.SetSeed(l.seed)
	report, complete, err := readTable(ctx, f, metered{from, &sum, func(bytes int) error {
		l.read += int64(bytes)
		if l.progress != nil {
			l.progress(l.read, l.total)
		}
		return ctx.Err()
	}}, &l.problems, visit)
	l.sums[f.name] = sum.Sum64()
	return report, complete, err
}
