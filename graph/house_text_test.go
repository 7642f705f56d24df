package graph_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/tools/txtar"
)

// maxLines is the length of the longest file of Go that a reader is asked to take in at once; 100 to 200 are better.
const maxLines = 500

// unfinished finds the marks of work left over. They are put together here, so that this file has none.
var unfinished = regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X)\b`)

var textRules = []houseRule{
	{
		name:  "FileLength",
		check: checkLengths,
		breaks: map[string]string{
			"graph/long.go":             "package graph\n" + strings.Repeat("// A line.\n", maxLines),
			"graph/fits.go":             "package graph\n" + strings.Repeat("// A line.\n", maxLines-1),
			"graph/generated/exec.go":   "package generated\n" + strings.Repeat("// A line.\n", maxLines),
			"graph/long.graphqls":       strings.Repeat("# A line.\n", maxLines+1),
			"server/third_party/old.go": "package old\n" + strings.Repeat("// A line.\n", maxLines),
		},
		found: []string{"graph/long.go: 501 lines, and 500 are the most: it has more than one subject"},
	},
	{
		name:  "NothingIsLeftOver",
		check: checkUnfinished,
		breaks: map[string]string{
			"graph/a.go": "package graph\n\n// TO" + "DO: this.\nvar mastodon = \"XX" + "XX\"",
			"README.md":  "Text.\nFIX" + "ME",
			"Makefile":   "run:\n\ttrue # XX" + "X",
		},
		found: []string{
			"Makefile:2: XX" + "X: what is left over belongs in an issue",
			"README.md:2: FIX" + "ME: what is left over belongs in an issue",
			"graph/a.go:3: TO" + "DO: what is left over belongs in an issue",
		},
	},
	{
		name:  "CasesSayWhatTheyShow",
		check: checkCaseComments,
		breaks: map[string]string{
			"graph/testdata/cases/good.txtar": "What it shows.\n\n-- query.graphql --\n{ x }\n",
			"graph/testdata/cases/mute.txtar": "\n-- query.graphql --\n# Not its comment.\n{ x }\n",
		},
		found: []string{"graph/testdata/cases/mute.txtar: no comment at its top says what it shows"},
	},
}

func checkLengths(files repository) []string {
	var faults []string
	for _, f := range files {
		if lines := strings.Count(f.text, "\n"); f.isGo() && lines > maxLines {
			faults = append(faults, fmt.Sprintf("%s: %d lines, and %d are the most: it has more than one subject",
				f.path, lines, maxLines))
		}
	}
	return faults
}

func checkUnfinished(files repository) []string {
	var faults []string
	for _, f := range files {
		n := 0
		for line := range strings.Lines(f.text) {
			n++
			if mark := unfinished.FindString(line); mark != "" {
				faults = append(faults, fmt.Sprintf("%s:%d: %s: what is left over belongs in an issue", f.path, n, mark))
			}
		}
	}
	return faults
}

func checkCaseComments(files repository) []string {
	var faults []string
	for _, f := range files {
		if !strings.HasSuffix(f.path, ".txtar") {
			continue
		}
		if len(bytes.TrimSpace(txtar.Parse([]byte(f.text)).Comment)) == 0 {
			faults = append(faults, f.path+": no comment at its top says what it shows")
		}
	}
	return faults
}
