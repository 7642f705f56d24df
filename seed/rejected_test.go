package seed_test

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/stakegraph/stakegraph/seed"
)

// parse parses an archive of testdata.
func parse(t testing.TB, path string) map[string]string {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range archive.Files {
		files[f.Name] = string(f.Data)
	}
	return files
}

// dataset returns the base data set with some of its files replaced. A file whose name begins with - is left out.
func dataset(t testing.TB, replaced map[string]string) fstest.MapFS {
	t.Helper()
	dir := fstest.MapFS{}
	for name, text := range parse(t, "testdata/base.txtar") {
		dir[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range replaced {
		if missing, ok := strings.CutPrefix(name, "-"); ok {
			name = missing
			delete(dir, missing)
			continue
		}
		if !strings.HasSuffix(name, ".csv") {
			continue
		}
		if _, ok := dir[name]; !ok {
			t.Fatalf("%s is no file of a data set", name)
		}
		dir[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return dir
}

func cases(t *testing.T, pattern string, run func(t *testing.T, files map[string]string)) {
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases in %s (%v)", pattern, err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { run(t, parse(t, path)) })
	}
}

// load loads a data set into an empty store.
func load(t testing.TB, dir fs.FS) (*memory, seed.Report, error) {
	t.Helper()
	m := &memory{}
	report, err := seed.Load(t.Context(), m, dir, nil)
	return m, report, err
}

func problemLines(t *testing.T, err error) []string {
	t.Helper()
	var problems seed.Problems
	if !errors.As(err, &problems) || !errors.Is(err, seed.ErrRejected) {
		t.Fatalf("the error is %v, want Problems that wrap ErrRejected", err)
	}
	lines := make([]string, len(problems))
	for i, p := range problems {
		lines[i] = p.String()
	}
	return lines
}

func TestRejected(t *testing.T) {
	cases(t, "testdata/rejected/*.txtar", func(t *testing.T, files map[string]string) {
		m, report, err := load(t, dataset(t, files))
		want := strings.Split(strings.TrimSuffix(files["problems"], "\n"), "\n")
		if diff := cmp.Diff(want, problemLines(t, err)); diff != "" {
			t.Errorf("problems (-want +got):\n%s", diff)
		}
		requireEmpty(t, m)
		if m.loads != 0 {
			t.Errorf("the store began %d loads of a data set with errors", m.loads)
		}
		if want := strings.TrimSpace(files["rejected"]); want != fmt.Sprint(report.Rejected) {
			t.Errorf("%d rows are rejected, want %s", report.Rejected, want)
		}
	})
}

func TestRejectedBytes(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"not UTF-8, and U+0000": {
			"id,name,name_zh,source_ids\nann,A\xffnn,\x00,s1\nb\x00ob,Bob,,s1\n",
			[]string{
				"people.csv:2:5: name: the value is not valid UTF-8 (save the file as CSV in UTF-8)",
				"people.csv:2:10: name_zh: the value contains the character U+0000, which is not allowed",
				"people.csv:3:1: id: the value contains the character U+0000, which is not allowed",
			},
		},
		"UTF-16": {
			"\xff\xfei\x00d\x00",
			[]string{
				"people.csv:1:1: the name of the column is not valid UTF-8 (save the file as CSV in UTF-8)",
				`people.csv:1:1: missing column "id" (expected id, name, name_zh, source_ids)`,
				`people.csv:1:1: missing column "name" (expected id, name, name_zh, source_ids)`,
				`people.csv:1:1: missing column "name_zh" (expected id, name, name_zh, source_ids)`,
				`people.csv:1:1: missing column "source_ids" (expected id, name, name_zh, source_ids)`,
			},
		},
		"empty": {"", []string{"people.csv:1:1: the file has no header (expected id, name, name_zh, source_ids)"}},
		"only a byte order mark": {
			"\ufeff", []string{"people.csv:1:1: the file has no header (expected id, name, name_zh, source_ids)"},
		},
		"byte order mark and CRLF do not move positions": {
			"\ufeffid,name,name_zh,source_ids\r\n\r\nann,\"A\r\nnn\",,s1\r\nbob,鲍勃鲍勃,,nowhere\r\n",
			[]string{`people.csv:5:11: source_ids: unknown id "nowhere" (expected ids of sources.csv, separated by ;)`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			m, _, err := load(t, dataset(t, map[string]string{"people.csv": c.text}))
			if diff := cmp.Diff(c.want, problemLines(t, err)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			requireEmpty(t, m)
		})
	}
}

func TestMissingFiles(t *testing.T) {
	_, _, err := load(t, dataset(t, map[string]string{"-rounds.csv": "", "-sources.csv": "", "firms.csv": "broken"}))
	var got []string
	for _, line := range problemLines(t, err) {
		head, _, _ := strings.Cut(line, "(")
		got = append(got, head)
	}
	want := []string{"sources.csv: the file is missing ", "rounds.csv: the file is missing "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestProblemsAreCapped(t *testing.T) {
	text := "id,name,name_zh,source_ids\nann,Ann,,s1\n" + strings.Repeat("Bob,,,s1\n", 6000)
	_, report, err := load(t, dataset(t, map[string]string{"people.csv": text}))
	lines := problemLines(t, err)
	if got, want := lines[len(lines)-1], "and 11900 more"; len(lines) != 101 || got != want {
		t.Errorf("%d lines, the last one %q, want 101 and %q", len(lines), got, want)
	}
	if report.Rejected != 6000 || report.Read != 6000+21 {
		t.Errorf("%d of %d rows rejected, want 6000 of 6021", report.Rejected, report.Read)
	}
	if text := err.Error(); !strings.HasPrefix(text, seed.ErrRejected.Error()+"\npeople.csv:3:1: ") {
		t.Errorf("the error begins %q", text[:80])
	}
}
