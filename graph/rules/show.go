package rules

import (
	"encoding/json"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// shownLength is the maximum number of bytes of an invalid value in a message.
const shownLength = 60

// shown returns an invalid value as it was written, shortened to fit a message.
func shown(v given) string {
	switch v.form() {
	case aNull:
		return "null"
	case aList:
		return "a list"
	case anObject:
		return "an object"
	case aText:
		return show(v.text())
	case aVariable:
		return "$" + cut(v.text())
	case aNumber, aTruth, aName:
		return cut(v.text())
	default:
		panic("rules: a value of an unknown form")
	}
}

// show writes a text in quotes.
func show(text string) string {
	quoted, err := json.Marshal(strings.ToValidUTF8(text[:min(len(text), shownLength+1)], ""))
	if err != nil { // every string has a JSON form
		return `""`
	}
	if len(text) > shownLength {
		return cut(string(quoted))
	}
	return string(quoted)
}

func cut(text string) string {
	if len(text) <= shownLength {
		return text
	}
	return strings.ToValidUTF8(text[:shownLength], "") + "…"
}

// isNot returns the beginning of a message about a value that does not have a type.
func isNot(v given, of *ast.Definition) string {
	article := " is not a "
	if strings.Contains("AEIOU", of.Name[:1]) {
		article = " is not an "
	}
	return shown(v) + article + of.Name
}
