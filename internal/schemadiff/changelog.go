package main

import (
	"regexp"
	"slices"
	"strings"
)

// changelog is the content of CHANGELOG.md that the check needs.
type changelog struct {
	released string   // the newest version, or "" before the first
	breaking []string // the entries under "Breaking" in the unreleased section
}

// versionHeading matches the heading of a released version.
var versionHeading = regexp.MustCompile(`^## \[(\d[^\]]*)\]`)

// readChangelog parses a page in the format of Keep a Changelog.
func readChangelog(page string) changelog {
	var c changelog
	section, group := "", ""
	open := false // the last line is part of an entry
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
		case line == "": // an indented text or table continues the entry
		default:
			open = false
		}
	}
	return c
}

// since returns the entries under "Breaking" that an earlier changelog does not have.
func (c changelog) since(earlier changelog) []string { return gone(c.breaking, earlier.breaking) }

// code matches code in an entry.
var code = regexp.MustCompile("`([^`]+)`")

// unnamed returns the breaking changes that no entry names. An entry names a change by its schema coordinate in code. A change
// of an argument can also be named by its field, and a change of a field's or argument's type by its former type. A star
// matches any letters of a name, so that one entry can name many changes: `Commitment*Group`.
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

// leastLetters is the minimum number of characters besides stars in a name, so that no entry matches everything.
const leastLetters = 3

// coordinatePattern returns a pattern for the coordinates that a text names, or nil if it names none.
func coordinatePattern(text string) *regexp.Regexp {
	of, _, _ := strings.Cut(text, ".")
	if len(strings.ReplaceAll(of, "*", "")) < leastLetters {
		return nil
	}
	return regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(text), `\*`, `\w*`) + "$")
}
