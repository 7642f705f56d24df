package main

import (
	"regexp"
	"slices"
	"strings"
)

// changelog is what the check reads of CHANGELOG.md.
type changelog struct {
	released string   // the newest version, or "" before the first
	breaking []string // the entries under "Breaking" in the unreleased section
}

// versionHeading finds the heading of a released version.
var versionHeading = regexp.MustCompile(`^## \[(\d[^\]]*)\]`)

// readChangelog reads a page in the form of Keep a Changelog.
func readChangelog(page string) changelog {
	var c changelog
	section, group := "", ""
	open := false // the last line belongs to an entry
	for line := range strings.Lines(page) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case strings.HasPrefix(line, "## "):
			section, group, open = line, "", false
			if version := versionHeading.FindStringSubmatch(line); version != nil && c.released == "" {
				c.released = version[1]
			}
		case strings.HasPrefix(line, "### "):
			group, open = strings.TrimSpace(line[4:]), false
		case !strings.HasPrefix(section, "## [Unreleased]") || group != "Breaking":
		case strings.HasPrefix(line, "- "):
			c.breaking, open = append(c.breaking, line[2:]), true
		case open && strings.HasPrefix(line, "  "):
			c.breaking[len(c.breaking)-1] += " " + strings.TrimSpace(line)
		case line == "": // an indented text or table goes on with the entry
		default:
			open = false
		}
	}
	return c
}

// since returns the entries under "Breaking" that an earlier page did not have.
func (c changelog) since(earlier changelog) []string { return gone(c.breaking, earlier.breaking) }

// code finds what an entry writes as code.
var code = regexp.MustCompile("`([^`]+)`")

// unnamed returns the breaking changes that no entry names. An entry names a change by its schema coordinate in code, a
// change of an argument also by its field, and a change of a type also by the type that was. A star stands for any letters
// of a name, so that one entry can name many: `Commitment*Group`.
func unnamed(changes []change, entries []string) []change {
	var names []*regexp.Regexp
	for _, entry := range entries {
		for _, span := range code.FindAllStringSubmatch(entry, -1) {
			if name := coordinatePattern(span[1]); name != nil {
				names = append(names, name)
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(changes), func(c change) bool {
		field, _, _ := strings.Cut(c.at, "(")
		return c.dangerous || slices.ContainsFunc(names, func(name *regexp.Regexp) bool {
			return name.MatchString(c.at) || name.MatchString(field) || c.was != "" && name.MatchString(c.was)
		})
	})
}

// leastLetters is how many letters beside its stars a name has to have in an entry, so that none names everything.
const leastLetters = 3

// coordinatePattern returns what finds the coordinates that a text means, or nil if it means none.
func coordinatePattern(text string) *regexp.Regexp {
	of, _, _ := strings.Cut(text, ".")
	if len(strings.ReplaceAll(of, "*", "")) < leastLetters {
		return nil
	}
	return regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(text), `\*`, `\w*`) + "$")
}
