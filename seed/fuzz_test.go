package seed_test

import (
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stakegraph/stakegraph/seed"
)

// maxProblems is the number of problems that a load reports one by one.
const maxProblems = 100

// restCounted matches the last problem of a load that has more than maxProblems. It is about no file.
var restCounted = regexp.MustCompile(`^and [1-9][0-9]* more$`)

// FuzzCSV replaces any file by arbitrary bytes: either the data set loads, or there are Problems and nothing is loaded.
func FuzzCSV(f *testing.F) {
	base := dataset(f, nil)
	names := slices.Sorted(maps.Keys(base))
	for i, name := range names {
		f.Add(byte(i), base[name].Data)
	}
	f.Add(byte(0), []byte("\ufeff\"\r\n\x00\xff,;\"\"x\n"))
	people := slices.Index(names, "people.csv")
	f.Add(byte(people), []byte("id,name,name_zh,source_ids\n"+strings.Repeat("Bob,,,s1\n", 120)))
	f.Fuzz(func(t *testing.T, which byte, data []byte) {
		dir := maps.Clone(base)
		dir[names[int(which)%len(names)]] = &fstest.MapFile{Data: data}
		m, report, err := load(t, dir)
		if err == nil {
			if report.Rejected != 0 || report.Created != len(m.nodes)+len(m.relationships) {
				t.Errorf("the report is %+v of %d facts", report, len(m.nodes)+len(m.relationships))
			}
			return
		}
		var problems seed.Problems
		if !errors.As(err, &problems) || len(problems) == 0 {
			t.Fatalf("the error is %v, want Problems", err)
		}
		if last := len(problems) - 1; last == maxProblems && restCounted.MatchString(problems[last].Message) {
			problems = problems[:last]
		}
		for _, p := range problems {
			if p.File == "" || p.Message == "" || p.Line > 0 && p.Column < 1 {
				t.Errorf("%#v does not say where and what", p)
			}
		}
		requireEmpty(t, m)
	})
}
