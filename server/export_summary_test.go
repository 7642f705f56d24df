package main

import (
	"bytes"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/download"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/server/httpd"
)

// TestExportSummaryField checks the response header about omitted facts, for each method and for parts of a file. It
// is missing if the file is complete, and for errors.
func TestExportSummaryField(t *testing.T) {
	s := someGraph(t)
	undated := &undatedInvestments{}
	if err := s.Stream(t.Context(), nil, undated); err != nil {
		t.Fatal(err)
	}
	if undated.n == 0 || undated.investor == "" {
		t.Fatalf("the generated graph has %d investments without a date", undated.n)
	}
	left := fmt.Sprintf("part, undated=%d", undated.n)
	send := downloading(t, s)
	for _, c := range []struct {
		method, path, want string
		headers            []string
	}{
		{http.MethodGet, "/export/graph.json", "", nil},
		{http.MethodGet, "/export/investors-by-firm.json?measures=core", "", nil},
		{http.MethodGet, "/export/graph.gexf?isolated=true", "part", nil},
		{http.MethodGet, `/export/graph.ftm.json?asOf=2015&relationships={"investments":{}}`, left, nil},
		{http.MethodHead, `/export/graph.ftm.json?asOf=2015&relationships={"investments":{}}`, left, nil},
		{http.MethodGet, `/export/graph.ftm.json?asOf=2015&relationships={"investments":{}}`, left, []string{"Range", "bytes=0-9"}},
		{http.MethodGet, `/export/graph.ftm.json.gz?asOf=2015&relationships={"investments":{}}`, left, nil},
		{http.MethodGet, `/export/graph.ftm.json?asOf=2015&certainty=POSSIBLY&relationships={"investments":{}}`, "part", nil},
		{http.MethodGet, "/export/investors-and-firms.json?to=2015", left, nil},
		{http.MethodGet, "/export/neighbourhood.cx2?first=1&of=" + undated.investor, "part, complete=?0", nil},
		{http.MethodGet, "/export/graph.gexf?asOf=never", "", nil},
		{http.MethodGet, `/export/investors-by-firm.json?through={"kinds":["PERSON"]}`, `part, empty="through.kinds"`, nil},
		{http.MethodHead, `/export/investors-by-firm.json?investments={"node":{"city":{"eq":"Atlantis"}}}`, `part, empty="investments.node"`, nil},
		{http.MethodGet, `/export/graph.gexf?through={"firm":{"city":{"eq":"Atlantis"}}}&relationships={"investments":{}}`, `part, empty`, nil},
	} {
		answer := send(c.method, strings.NewReplacer("{", "%7B", "}", "%7D", `"`, "%22").Replace(c.path), c.headers...)
		if got := answer.Header().Get(httpd.SummaryHeader); got != c.want {
			t.Errorf("%s %s: %d with %s: %q, want %q", c.method, c.path, answer.Code, httpd.SummaryHeader, got, c.want)
		}
	}
}

// TestExportCommandSaysWhatIsLeftOut checks that the command reports omitted facts, on standard error if the file is
// written to standard output.
func TestExportCommandSaysWhatIsLeftOut(t *testing.T) {
	s, folder := someGraph(t), t.TempDir()
	undated := &undatedInvestments{}
	if err := s.Stream(t.Context(), nil, undated); err != nil {
		t.Fatal(err)
	}
	left := fmt.Sprintf("%d facts without a date are omitted. certainty=POSSIBLY includes them.\n", undated.n)
	const cut = "The file does not contain all nodes of the neighbourhood. A greater `first` includes more.\n"
	for _, c := range []struct {
		parameters []string
		want       string
	}{
		{nil, ""},
		{[]string{"asOf=2015", `relationships={"investments":{}}`}, left},
		{[]string{"asOf=2015", "certainty=POSSIBLY"}, ""},
		{[]string{"of=" + undated.investor, "first=1"}, cut},
		{[]string{`through={"kinds":["PERSON"]}`, `relationships={"investments":{}}`}, "The file is empty: no relationship satisfies all conditions.\n"},
	} {
		name := "graph.gexf"
		if len(c.parameters) > 0 && strings.HasPrefix(c.parameters[0], "of=") {
			name = "neighbourhood.gexf"
		}
		export := func(to ...string) (out, errs string) {
			var outs, stderr bytes.Buffer
			args := append([]string{"export", "--store", "sqlite:" + s.Location()}, append(to, c.parameters...)...)
			if status := run(t.Context(), args, streams{out: &outs, err: &stderr}); status != 0 {
				t.Fatalf("%v: status %d\n%s", args, status, &stderr)
			}
			return outs.String(), stderr.String()
		}
		file := filepath.Join(folder, name)
		if out, errs := export(file); out != "Wrote "+file+".\n"+c.want || errs != "" {
			t.Errorf("%v: %q and %q, want %q", c.parameters, out, errs, c.want)
		}
		if out, errs := export("-c", name); !strings.HasPrefix(out, "<?xml") || errs != c.want {
			t.Errorf("%v: %.20q and %q, want %q", c.parameters, out, errs, c.want)
		}
	}
	if text := summarySentences(download.Summary{RequiresDates: true, Undated: 1}); text != "1 fact without a date is omitted. certainty=POSSIBLY includes it.\n" {
		t.Error(text)
	}
}

// undatedInvestments counts investments without a date, and stores an investor with several firms.
type undatedInvestments struct {
	n        int
	investor string
	invested map[string]int
}

func (*undatedInvestments) Node(model.Node) error { return nil }

func (u *undatedInvestments) Relationship(r model.Relationship) error {
	if r.Type != model.InvestedIn {
		return nil
	}
	if r.Properties[model.AnnouncedOn] == nil {
		u.n++
	}
	if u.invested == nil {
		u.invested = map[string]int{}
	}
	if u.invested[r.From]++; u.invested[r.From] > 2 {
		u.investor = r.From
	}
	return nil
}
