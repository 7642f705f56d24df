package graph

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"
)

// sayWhy completes an error of the parser: it names tokens alone, and loses what the lexer says of one that cannot be read.
func sayWhy(text string, err *gqlerror.Error) {
	open, unread := readTokens(text)
	switch {
	case unread != nil:
		err.Message, err.Locations = unread.Message, unread.Locations
		if r := runeAt(text, err.Locations); r >= utf8.RuneSelf && strings.HasPrefix(err.Message, "Cannot parse the unexpected character") {
			err.Message = unexpected(r) // the lexer names the first byte alone
		}
	case strings.Contains(err.Message, "<EOF>"):
		err.Message = strings.ReplaceAll(err.Message, "<EOF>", "the end of the document")
		if open != nil {
			err.Message += fmt.Sprintf(": the %s at line %d, column %d is not closed", open.Kind, open.Pos.Line, open.Pos.Column)
		}
	case strings.HasSuffix(err.Message, "definition, found )"):
		err.Message = "Expected at least one argument, found ): leave out parentheses that have nothing in them"
	case strings.HasSuffix(err.Message, "definition, found }"):
		err.Message = "Expected at least one field, found }: select a field between the braces"
	case strings.HasPrefix(err.Message, "Unexpected Name"):
		err.Message += ": write a query, such as { firms { totalCount } }"
	}
	if date := dateAt(text, err.Locations); date != "" {
		err.Message = fmt.Sprintf(`%s: write a date in double quotes, as "%s"`, strings.TrimSuffix(err.Message, "."), date)
	}
	err.Message = short(err.Message)
}

// runeAt returns the character at the place of an error, or 0 where there is none.
func runeAt(text string, places []gqlerror.Location) rune {
	if len(places) == 0 {
		return 0
	}
	line, column := 1, 1
	for i, r := range text {
		switch {
		case line == places[0].Line && column == places[0].Column:
			return r
		case r == '\n' || r == '\r' && !strings.HasPrefix(text[i:], "\r\n"):
			line, column = line+1, 1
		default:
			column++
		}
	}
	return 0
}

// unexpected says that a character beyond ASCII stands where none can, and what may be meant: Chinese keyboards and word
// processors have punctuation of their own.
func unexpected(r rune) string {
	const fullwidth, halfwidth = '\uFF01', '!' // the first of two rows of characters that look alike
	meant := ""
	switch {
	case strings.ContainsRune("“”„«»「」", r):
		meant = `"`
	case unicode.IsSpace(r):
		return fmt.Sprintf("Unexpected character U+%04X: write a plain space in its place", r)
	case fullwidth <= r && r <= '\uFF5E':
		meant = string(r - fullwidth + halfwidth)
	default:
		return fmt.Sprintf("Unexpected character %q: outside of texts, only the letters a to z and A to Z, digits, and the signs of GraphQL can be used", string(r))
	}
	return fmt.Sprintf("Unexpected character %q: write %s in its place", string(r), meant)
}

// readTokens returns the innermost bracket that a document leaves open, and the error of the first token that cannot be read.
func readTokens(text string) (open *lexer.Token, unread *gqlerror.Error) {
	var brackets []lexer.Token
	l := lexer.New(&ast.Source{Input: text})
	for range countedTokens {
		token, err := l.ReadToken()
		if err != nil {
			_ = errors.As(err, &unread)
			return nil, unread
		}
		switch token.Kind {
		case lexer.BraceL, lexer.ParenL, lexer.BracketL:
			brackets = append(brackets, token)
		case lexer.BraceR, lexer.ParenR, lexer.BracketR:
			brackets = brackets[:max(len(brackets)-1, 0)]
		case lexer.EOF:
			if len(brackets) == 0 {
				return nil, nil
			}
			return &brackets[len(brackets)-1], nil
		}
	}
	return nil, nil
}

// bareDate finds a month or a day that is written as a number would be.
var bareDate = regexp.MustCompile(`\b\d{4}-\d{1,2}(-\d{1,2})?\b`)

// dateAt returns the date without quotes that is written at the place of an error, if one is.
func dateAt(text string, places []gqlerror.Location) string {
	lines := strings.Split(text, "\n")
	if len(places) == 0 || places[0].Line < 1 || places[0].Line > len(lines) {
		return ""
	}
	line := lines[places[0].Line-1]
	for _, at := range bareDate.FindAllStringIndex(line, -1) {
		if at[0] < places[0].Column && places[0].Column <= at[1]+1 {
			return line[at[0]:at[1]]
		}
	}
	return ""
}
