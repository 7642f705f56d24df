package seed_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/seed"
	"github.com/stakegraph/stakegraph/seed/frozen"
)

func loadLittleGiants(t testing.TB) (*memory, seed.Report) {
	t.Helper()
	m, report, err := load(t, seed.LittleGiants())
	if err != nil {
		t.Fatal(err)
	}
	return m, report
}

// TestFrozen counts the facts of the frozen copy.
func TestFrozen(t *testing.T) {
	m, report, err := load(t, frozen.LittleGiants())
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{
		"Firm": 1495 + 107, "VCFund": 235, "StateFund": 34, "OtherInvestor": 127, // 108 corporate investors, one a firm too
		"Person": 74, "Round": 327 - 187, "Sector": 54, "Programme": 5, "Source": 210, "Batch": 26, "Subsidy": 3,
		"Conflict": 150, "INVESTED_IN": 915, "RAISED": 140, "COMMITTED_TO": 30, "HAS_ROLE": 80, "DESIGNATED": 2446,
		"OPERATES_IN": 347, "PART_OF": 25, "HAS_BATCH": 26, "HAS_SUBSIDY": 3,
	}
	if diff := cmp.Diff(want, m.labels()); diff != "" {
		t.Errorf("facts of each kind (-want +got):\n%s", diff)
	}
	facts := len(m.nodes) + len(m.relationships)
	if report.Read != 6654 || report.Rejected != 0 || report.Created != facts || report.Updated+report.Unchanged != 0 {
		t.Errorf("the report is %+v, want 6654 rows and %d facts created", report, facts)
	}
}

// rewritten returns the Little Giants with every file changed.
func rewritten(t *testing.T, change func(name string, rows [][]string) []byte) fs.FS {
	t.Helper()
	names, err := fs.Glob(seed.LittleGiants(), "*.csv")
	if err != nil || len(names) != 15 {
		t.Fatalf("%d files, want 15 (%v)", len(names), err)
	}
	dir := fstest.MapFS{}
	for _, name := range names {
		text, err := fs.ReadFile(seed.LittleGiants(), name)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		dir[name] = &fstest.MapFile{Data: change(name, rows)}
	}
	return dir
}

func written(t *testing.T, crlf bool, rows [][]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = crlf
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSameFactsFromOtherForms(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for name, dir := range map[string]fs.FS{
		"byte order mark and CRLF": rewritten(t, func(_ string, rows [][]string) []byte {
			return append([]byte("\ufeff"), written(t, true, rows)...)
		}),
		"rows and columns in any order": rewritten(t, func(_ string, rows [][]string) []byte {
			random.Shuffle(len(rows)-1, func(i, j int) { rows[i+1], rows[j+1] = rows[j+1], rows[i+1] })
			order := random.Perm(len(rows[0]))
			for i, row := range rows {
				rows[i] = make([]string, len(row))
				for to, from := range order {
					rows[i][to] = row[from]
				}
			}
			return written(t, false, rows)
		}),
	} {
		t.Run(name, func(t *testing.T) {
			want, _ := loadLittleGiants(t)
			got, _, err := load(t, dir)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want.facts(), got.facts()); diff != "" {
				t.Errorf("facts (-want +got):\n%s", diff)
			}
		})
	}
}

func TestProgress(t *testing.T) {
	var steps []int64
	var m memory
	_, err := seed.Load(t.Context(), &m, seed.LittleGiants(), func(read, total int64) {
		if read > total {
			t.Errorf("%d bytes of %d are read", read, total)
		}
		steps = append(steps, total-read)
	})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSortedFunc(steps, func(a, b int64) int { return int(b - a) }) || steps[len(steps)-1] != 0 {
		t.Errorf("what is left goes %v, want always less and 0 at the end", steps)
	}
}

func TestCancelled(t *testing.T) {
	for name, after := range map[string]func(read, total int64) bool{
		"before":        func(int64, int64) bool { return true },
		"while checked": func(read, total int64) bool { return read > total/4 },
		"while written": func(read, total int64) bool { return read > 3*total/4 },
		"at the end":    func(read, total int64) bool { return read == total },
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var m memory
			report, err := seed.Load(ctx, &m, seed.LittleGiants(), func(read, total int64) {
				if after(read, total) {
					cancel()
				}
			})
			if !errors.Is(err, context.Canceled) || errors.Is(err, seed.ErrRejected) {
				t.Errorf("the error is %v, want that the context was cancelled", err)
			}
			if report.Created != 0 {
				t.Errorf("%d facts are reported as created", report.Created)
			}
			requireEmpty(t, &m)
		})
	}
}

// changing is a data set with a file that has other content when it is opened for the second time.
type changing struct {
	fs.FS
	opened map[string]int
	name   string
	then   string
}

func (c *changing) Open(name string) (fs.File, error) {
	if c.opened[name]++; name == c.name && c.opened[name] == 2 {
		return fstest.MapFS{name: {Data: []byte(c.then)}}.Open(name)
	}
	return c.FS.Open(name)
}

// Stat does not count as opening the file.
func (c *changing) Stat(name string) (fs.FileInfo, error) { return fs.Stat(c.FS, name) }

func TestFileChangesWhileItIsRead(t *testing.T) {
	const header = "id,name,name_zh,source_ids\n"
	for name, then := range map[string]string{
		"another value": header + "ann,Anna,,s1\n", "another row": header + "ann,Ann,,s1\nbob,Bob,,s1\n",
		"row lost": header, "an error": header + "ann,,,s7\n", "nothing left": "",
	} {
		t.Run(name, func(t *testing.T) {
			base := dataset(t, map[string]string{"roles.csv": "person_id,org_id,org_kind,title,is_founder,from_year,to_year,source_id\n"})
			m, _, err := load(t, &changing{FS: base, opened: map[string]int{}, name: "people.csv", then: then})
			want := []string{"people.csv: the file changed during the load (load it again)"}
			if diff := cmp.Diff(want, problemLines(t, err)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			requireEmpty(t, m)
		})
	}
}

// failing is a store that cannot be written.
type failing struct{ store.Writer }

func (failing) Node(model.Node) error { return store.ErrUnavailable }

func (f failing) Load(_ context.Context, fill func(store.Writer) error) (store.Tally, error) {
	return store.Tally{}, fill(f)
}

func TestStoreFails(t *testing.T) {
	report, err := seed.Load(t.Context(), failing{}, dataset(t, nil), nil)
	if !errors.Is(err, store.ErrUnavailable) || errors.Is(err, seed.ErrRejected) {
		t.Errorf("the error is %v, want the store's", err)
	}
	if err == nil || !strings.Contains(err.Error(), "sources.csv:2") {
		t.Errorf("the error is %v, want the row that was written", err)
	}
	if report.Read != 21 || report.Created != 0 {
		t.Errorf("the report is %+v, want 21 rows read and nothing created", report)
	}
}

func TestUnreadableFile(t *testing.T) {
	for _, isOpened := range []bool{false, true} {
		_, _, err := load(t, unreadable{dataset(t, nil), isOpened})
		if !errors.Is(err, fs.ErrPermission) || errors.Is(err, seed.ErrRejected) {
			t.Errorf("opened %t: the error is %v, want that of the file system", isOpened, err)
		}
	}
}

// unreadable is a folder with a file that cannot be read, or not even opened.
type unreadable struct {
	fstest.MapFS
	isOpened bool
}

func (u unreadable) Open(name string) (fs.File, error) {
	file, err := u.MapFS.Open(name)
	switch {
	case name != "rounds.csv":
		return file, err
	case u.isOpened:
		return &brokenFile{File: file}, err
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}

// brokenFile is a file whose first row cannot be read at once.
type brokenFile struct {
	fs.File
	reads int
}

func (b *brokenFile) Read(p []byte) (int, error) {
	if b.reads++; b.reads == 2 { // the first reads a byte order mark
		return 0, &fs.PathError{Op: "read", Path: "rounds.csv", Err: fs.ErrPermission}
	}
	return b.File.Read(p)
}

func TestReport(t *testing.T) {
	report := seed.Report{
		Files: []seed.FileReport{{Name: "firms.csv", Read: 1495, Rejected: 3}, {Name: "firm_sectors.csv", Read: 12}},
		Read:  1507, Rejected: 3, Created: 1, Updated: 20, Unchanged: 30_000, Unstated: 4,
	}
	want := strings.TrimPrefix(`
rows                 read  rejected
firms.csv            1495         3
firm_sectors.csv       12         0
all                  1507         3

facts             created   updated  unchanged  not in files
all                     1        20      30000             4
`, "\n")
	if diff := cmp.Diff(want, report.String()); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
	var b bytes.Buffer
	if n, err := report.WriteTo(&b); err != nil || n != int64(len(want)) || b.String() != want {
		t.Errorf("WriteTo wrote %d bytes with %v, want %d", n, err, len(want))
	}
}
