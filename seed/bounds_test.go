package seed_test

import (
	"bytes"
	"errors"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/seed"
)

const (
	maxValue = 65_536
	people   = "id,name,name_zh,source_ids\n"
	tooLarge = "the value is too long; at most 65536 bytes are allowed (an unclosed quote joins lines into one value)"
)

func TestBounds(t *testing.T) {
	long := strings.Repeat("x", maxValue)
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"a value of the bound":           {people + "ann," + long + ",,s1\n", nil},
		"a quoted value of the bound":    {people + `ann,"` + long[2:] + `"",",,s1` + "\n", nil},
		"one byte more":                  {people + "ann,Ann,,s1\nbob,鲍勃,x" + long + ",s1\n", []string{"people.csv:3:8: " + tooLarge}},
		"one byte more, in quotes":       {people + `ann,"` + long + `,",,s1` + "\n", []string{"people.csv:2:5: " + tooLarge}},
		"lines behind a quote in quotes": {people + `ann,"x""` + strings.Repeat(",\n", maxValue/2) + `",,s1` + "\n", []string{"people.csv:2:5: " + tooLarge}},
		"a quote that is not closed":     {people + `ann,"Ann,,s1` + "\n" + strings.Repeat("bob,Bob,,s1\n", 6000), []string{"people.csv:2:5: " + tooLarge}},
		"the header":                     {"id," + long + "x", []string{"people.csv:1:4: " + tooLarge}},
		"problems before are told":       {people + ",Ann,,s1\nbob," + long + "x", []string{"people.csv:2:1: id: a value is required", "people.csv:3:5: " + tooLarge}},
		"many values":                    {people + "ann" + strings.Repeat(",", 1<<20), []string{"people.csv:2:1048577: the row is too long; at most 1048576 bytes are allowed"}},
		"carriage returns alone":         {"id,name,name_zh,source_ids\r" + strings.Repeat("ann,Ann,,s1\r", 6000), []string{"people.csv:1:27: " + carriage}},
		"carriage returns behind quotes": {`id,name,name_zh,"source_ids"` + "\r" + `"ann",Ann,,s1` + "\r", []string{"people.csv:1:29: " + carriage}},
	} {
		t.Run(name, func(t *testing.T) {
			m, _, err := load(t, dataset(t, map[string]string{
				"people.csv": c.text, "roles.csv": "person_id,org_id,org_kind,title,is_founder,from_year,to_year,source_id\n",
			}))
			if c.want == nil {
				if err != nil || len(m.nodes["person:ann"].Properties) == 0 {
					t.Errorf("the error is %v", err)
				}
				return
			}
			if diff := cmp.Diff(c.want, problemLines(t, err)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			requireEmpty(t, m)
		})
	}
}

const carriage = "the lines end with carriage returns alone (save the file as CSV with line endings LF or CRLF)"

// TestHugeValue checks that a value of 70 megabytes is refused while it is read, and is never in memory whole.
func TestHugeValue(t *testing.T) {
	dir := dataset(t, nil)
	text := append([]byte(people+"ann,"), bytes.Repeat([]byte("x"), 70_000_000)...)
	dir["people.csv"] = &fstest.MapFile{Data: text}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, _, err := load(t, dir)
	runtime.ReadMemStats(&after)
	if diff := cmp.Diff([]string{"people.csv:2:5: " + tooLarge}, problemLines(t, err)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	if allocated := after.TotalAlloc - before.TotalAlloc; allocated > 8<<20 {
		t.Errorf("the load allocates %d bytes, want less than 8 MiB", allocated)
	}
}

// TestFileThatCannotBeLookedAt checks that an error of the file system is reported as such, not as an error in the data.
func TestFileThatCannotBeLookedAt(t *testing.T) {
	_, _, err := load(t, unseen{unopened{dataset(t, nil)}})
	if !errors.Is(err, fs.ErrPermission) || errors.Is(err, seed.ErrRejected) {
		t.Errorf("the error is %v, want that of the file system", err)
	}
}

// unseen is a folder with a file whose Stat fails.
type unseen struct{ unopened }

func (u unseen) Stat(name string) (fs.FileInfo, error) {
	if name == "rounds.csv" {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrPermission}
	}
	return u.unopened.Stat(name)
}

func TestNotAFile(t *testing.T) {
	for mode, want := range map[fs.FileMode]string{
		fs.ModeDir:                        "is a folder (expected a CSV file)",
		fs.ModeNamedPipe:                  "is not a regular file (expected a CSV file)",
		fs.ModeDevice | fs.ModeCharDevice: "is not a regular file (expected a CSV file)",
		fs.ModeSocket:                     "is not a regular file (expected a CSV file)",
	} {
		t.Run(mode.String(), func(t *testing.T) {
			dir := dataset(t, nil)
			dir["firms.csv"] = &fstest.MapFile{Mode: mode}
			_, _, err := load(t, unopened{dir})
			if diff := cmp.Diff([]string{"firms.csv: " + want}, problemLines(t, err)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// unopened is a folder whose files must not be opened: opening a pipe blocks until it has a writer.
type unopened struct{ fs.FS }

func (unopened) Open(string) (fs.File, error) { panic("a file is opened") }

func (u unopened) Stat(name string) (fs.FileInfo, error) { return fs.Stat(u.FS, name) }
