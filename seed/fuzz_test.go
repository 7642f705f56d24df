package seed_test

import (
	"errors"
	"maps"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/stakegraph/stakegraph/seed"
)

// FuzzCSV replaces any file by arbitrary bytes: either the data set loads, or there are Problems and nothing is loaded.
func FuzzCSV(f *testing.F) {
	base := dataset(f, nil)
	names := slices.Sorted(maps.Keys(base))
	for i, name := range names {
		f.Add(byte(i), base[name].Data)
	}
	f.Add(byte(0), []byte("\ufeff\"\r\n\x00\xff,;\"\"x\n"))
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
		for _, p := range problems {
			if p.File == "" || p.Message == "" || p.Line > 0 && p.Column < 1 {
				t.Errorf("%#v does not say where and what", p)
			}
		}
		requireEmpty(t, m)
	})
}
