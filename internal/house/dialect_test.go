package house

import (
	"regexp"
	"slices"
	"strings"
)

// dialect has words that had several meanings each before the glossary introduced the standard terms, such as InitPlan,
// expansion, request and report.
var dialect = []string{"told", "asked", "wanted", "carried", "finding", "way", "track", "rung", "patience", "muted"}

// inDialect matches words of the dialect in comments, except those with an ordinary meaning there, such as way and track.
var inDialect = regexp.MustCompile(`(?i)\b(?:told|asked|carried|findings?|rungs?|patience|muted)\b`)

// inTitles are titles of publications that contain a word of the dialect.
var inTitles = []string{"Finding and evaluating community structure in networks"}

var dialectRules = []houseRule{
	{
		name:  "Dialect",
		check: checkDialect,
		breaks: map[string]string{
			"graph/way.go": "package graph",
			"graph/names.go": `package graph

type TrackList struct{ isAsked int }

func told(findings []int) (always int) {
	for _, keptWays := range findings {
		_ = keptWays
	}
	return len("wanted")
}

// What is told of the carried and asked Findings. A way to track what is wanted; untold.
var subway, tracking, away, asks int

// M. E. J. Newman, Finding and evaluating community structure in networks
`,
		},
		found: []string{
			"graph/names.go:3:6: TrackList: track is not a term of docs/glossary.md",
			"graph/names.go:3:24: isAsked: asked is not a term of docs/glossary.md",
			"graph/names.go:5:6: told: told is not a term of docs/glossary.md",
			"graph/names.go:5:11: findings: finding is not a term of docs/glossary.md",
			"graph/names.go:6:9: keptWays: way is not a term of docs/glossary.md",
			"graph/names.go:12:1: told is not a term of docs/glossary.md",
			"graph/names.go:12:1: carried is not a term of docs/glossary.md",
			"graph/names.go:12:1: asked is not a term of docs/glossary.md",
			"graph/names.go:12:1: Findings is not a term of docs/glossary.md",
			"graph/way.go: way is not a term of docs/glossary.md",
		},
	},
}

// checkDialect checks that neither the name of a Go file, nor a name in it, has a word of the dialect, and that no comment has
// a word that inDialect matches.
func checkDialect(files repository) []string {
	const fault = " is not a term of docs/glossary.md"
	var faults []string
	for _, f := range files {
		if !f.isGo() {
			continue
		}
		for _, word := range words(f.path) {
			if word = singular(word); slices.Contains(dialect, word) {
				faults = append(faults, f.path+": "+word+fault)
			}
		}
		for _, name := range declared(f.syntax) {
			for _, word := range words(name.Name) {
				if word = singular(word); slices.Contains(dialect, word) {
					faults = append(faults, f.at(name.Pos())+": "+name.Name+": "+word+fault)
				}
			}
		}
		for _, group := range f.syntax.Comments {
			for _, comment := range group.List {
				text := comment.Text
				for _, title := range inTitles {
					text = strings.ReplaceAll(text, title, "")
				}
				for _, word := range inDialect.FindAllString(text, -1) {
					faults = append(faults, f.at(comment.Pos())+": "+word+fault)
				}
			}
		}
	}
	return faults
}
