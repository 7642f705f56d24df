package document

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

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/model"
)

// sayWhy completes an error of the parser, which names only tokens and loses the lexer's message about an invalid one.
func sayWhy(text string, err *gqlerror.Error) {
	open, extra, unread := readTokens(text)
	switch {
	case sqlStatement.MatchString(text):
		err.Message = "SQL is not supported: write a query in GraphQL, such as { firms { nodes { name } } }"
	case unread != nil:
		err.Message, err.Locations = unread.Message, unread.Locations
		if r := runeAt(text, err.Locations); r >= utf8.RuneSelf && strings.HasPrefix(err.Message, "Cannot parse the unexpected character") {
			err.Message = unexpected(r) // the lexer names only the first byte
		} else if r == '<' || r == '>' {
			err.Message = strings.TrimSuffix(err.Message, ".") + ": comparison operators have names, such as {gt: 5}"
		} else if strings.HasPrefix(err.Message, "Unterminated string") {
			err.Message = strings.TrimSuffix(err.Message, ".") + `: write the closing "`
		}
	case strings.Contains(err.Message, "<EOF>"):
		err.Message = strings.ReplaceAll(err.Message, "<EOF>", "the end of the document")
		if open != nil {
			err.Message += fmt.Sprintf(": the %s at line %d, column %d is not closed", open.Kind, open.Pos.Line, open.Pos.Column)
		}
	case strings.HasSuffix(err.Message, "definition, found )"):
		err.Message = "Expected at least one argument, found ): remove empty parentheses"
	case strings.HasSuffix(err.Message, "definition, found }"):
		err.Message = "Expected at least one field, found }: select a field between the braces"
	case strings.HasPrefix(err.Message, "Unexpected ") && extra != nil:
		err.Message += ": it has no matching opening bracket: remove it, or add one"
	case strings.HasPrefix(err.Message, "Unexpected }"), strings.HasPrefix(err.Message, "Unexpected )"):
		err.Message += ": a value is missing before it"
	case strings.HasSuffix(err.Message, "found ="):
		err.Message += ": write : instead"
	case strings.HasPrefix(err.Message, "Expected :"):
		err.Message += ": write an argument as NAME: VALUE, such as first: 5"
	case strings.HasPrefix(err.Message, "Expected Name, found String"):
		err.Message += `: write names without quotes, and an argument as NAME: VALUE, such as firm(id: "firm:uisee")`
	case strings.HasPrefix(err.Message, "Unexpected Name"):
		err.Message += ": write a query, such as { firms { totalCount } }"
	}
	if date := writtenAt(bareDate, text, err.Locations); date != "" {
		err.Message = fmt.Sprintf(`%s: write a date in double quotes, as "%s"`, strings.TrimSuffix(err.Message, "."), date)
	}
	if id := writtenAt(bareID, text, err.Locations); id != "" {
		err.Message = fmt.Sprintf(`%s: write an id in double quotes, as "%s"`, strings.TrimSuffix(err.Message, "."), id)
	}
	err.Message = apierror.Short(err.Message)
}

// sqlStatement matches the start of a query in SQL.
var sqlStatement = regexp.MustCompile(`^(?i)\s*select\s+[^{]*\sfrom\s`)

// runeAt returns the character at the location of an error, or 0 if there is none.
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

// unexpected returns the message for a character outside ASCII, with the ASCII character that was probably meant:
// Chinese keyboards and word processors have their own punctuation.
func unexpected(r rune) string {
	const fullwidth, halfwidth = '\uFF01', '!' // the start of two ranges of characters that look alike
	meant := ""
	switch {
	case strings.ContainsRune("“”„«»「」", r):
		meant = `"`
	case unicode.IsSpace(r):
		return fmt.Sprintf("Unexpected character U+%04X: write a plain space instead", r)
	case fullwidth <= r && r <= '\uFF5E':
		meant = string(r - fullwidth + halfwidth)
	default:
		return fmt.Sprintf("Unexpected character %q: outside of strings, only ASCII letters, digits and GraphQL punctuation are allowed", string(r))
	}
	return fmt.Sprintf("Unexpected character %q: write %s instead", string(r), meant)
}

// readTokens returns the innermost bracket that a document does not close, the first bracket that closes nothing, and
// the error of the first invalid token.
func readTokens(text string) (open, extra *lexer.Token, unread *gqlerror.Error) {
	var brackets []lexer.Token
	l := lexer.New(&ast.Source{Input: text})
	for range countedTokens {
		token, err := l.ReadToken()
		if err != nil {
			_ = errors.As(err, &unread)
			return nil, nil, unread
		}
		switch token.Kind {
		case lexer.BraceL, lexer.ParenL, lexer.BracketL:
			brackets = append(brackets, token)
		case lexer.BraceR, lexer.ParenR, lexer.BracketR:
			if len(brackets) == 0 {
				return nil, &token, nil
			}
			brackets = brackets[:len(brackets)-1]
		case lexer.EOF:
			if len(brackets) == 0 {
				return nil, nil, nil
			}
			return &brackets[len(brackets)-1], nil, nil
		}
	}
	return nil, nil, nil
}

// bareDate matches a month or a day without quotes.
var bareDate = regexp.MustCompile(`\b\d{4}-\d{1,2}(-\d{1,2})?\b`)

// bareID matches the id of a node without quotes.
var bareID = regexp.MustCompile(`\b(?:` + strings.Join(model.IDPrefixes(), "|") + `):[\w-]+`)

// writtenAt returns the match of the pattern at the location of an error, or "".
func writtenAt(what *regexp.Regexp, text string, places []gqlerror.Location) string {
	lines := strings.Split(text, "\n")
	if len(places) == 0 || places[0].Line < 1 || places[0].Line > len(lines) {
		return ""
	}
	line := lines[places[0].Line-1]
	for _, at := range what.FindAllStringIndex(line, -1) {
		inQuotes := at[0] > 0 && line[at[0]-1] == '"'
		if at[0] < places[0].Column && places[0].Column <= at[1]+1 && !inQuotes {
			return line[at[0]:at[1]]
		}
	}
	return ""
}
