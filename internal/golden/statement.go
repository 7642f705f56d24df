package golden

import "strings"

// clauses are the words of SQL and Cypher that can begin a line, by rank: words that begin a clause, words that join
// conditions, and words of CASE.
var clauses = [][]string{
	{
		"SELECT", "FROM", "JOIN", "CROSS JOIN", "LEFT JOIN", "WHERE", "GROUP BY", "HAVING", "ORDER BY", "LIMIT", "UNION ALL", "WITH",
		"MATCH", "OPTIONAL MATCH", "UNWIND", "CALL", "RETURN", "WINDOW", "VALUES",
	},
	{"AND", "OR"},
	{"WHEN", "ELSE"},
}

// Statement breaks long lines of a SQL or Cypher statement before clauses, outside parentheses if possible, and indents the
// lines after a break. Only white space changes.
func Statement(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		line, ended := strings.CutSuffix(line, "\n")
		content := strings.TrimLeft(line, " ")
		breakLine(&b, content, len(line)-len(content))
		if !ended {
			return strings.TrimSuffix(b.String(), "\n")
		}
	}
	return b.String()
}

// breakLine writes a line, and breaks it if it is too long.
func breakLine(b *strings.Builder, content string, indent int) {
	var pieces []string
	if indent+len([]rune(content)) > width {
		pieces = breaks(content)
	}
	if len(pieces) < 2 {
		b.WriteString(strings.Repeat(" ", indent) + content + "\n")
		return
	}
	breakLine(b, pieces[0], indent)
	first, word := clauseAt(content)
	if second, other := clauseAt(pieces[1]); word != "" && other != "" && first == second && !strings.HasSuffix(pieces[0], "(") {
		indent -= 2 // clauses of the same rank have the same indentation
	}
	for _, piece := range pieces[1:] {
		breakLine(b, piece, indent+2)
	}
}

// breaks splits a line at the smallest depth of parentheses where it can be broken: before the words of the first rank that
// occurs there, or after the commas if none occurs.
func breaks(content string) []string {
	tokens := tokensOf(content)
	deepest := 0
	for _, t := range tokens {
		deepest = max(deepest, t.depth)
	}
	for depth := range deepest + 1 {
		for rank := range len(clauses) + 1 {
			var pieces []string
			from := 0
			for _, t := range tokens {
				if t.depth == depth && t.rank == rank && t.start > from {
					pieces = append(pieces, strings.TrimSpace(content[from:t.start]))
					from = t.start
				}
			}
			if len(pieces) > 0 {
				return append(pieces, strings.TrimSpace(content[from:]))
			}
		}
	}
	return []string{content}
}

// token is a position where a line can be broken.
type token struct {
	start int // offset in bytes
	depth int // number of enclosing parentheses, brackets and braces
	rank  int // of its word in clauses; a comma has the rank after them
}

// tokensOf returns the positions in a line where it can be broken. There are none in quoted strings.
func tokensOf(line string) []token {
	var all []token
	depth := 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\'' || c == '"' || c == '`':
			if end := strings.IndexByte(line[i+1:], c); end >= 0 {
				i += end + 1
			}
		case strings.IndexByte("([{", c) >= 0:
			depth++
		case strings.IndexByte(")]}", c) >= 0:
			depth--
		case c == ',' && i+1 < len(line):
			all = append(all, token{i + 1, depth, len(clauses)})
		case i == 0 || strings.IndexByte(" ([{", line[i-1]) >= 0:
			if rank, word := clauseAt(line[i:]); word != "" {
				all = append(all, token{i, depth, rank})
				i += len(word) - 1
			}
		}
	}
	return all
}

// clauseAt returns the word of a clause at the beginning of a text and the word's rank. If there is none, the word is empty.
func clauseAt(text string) (rank int, word string) {
	for rank, words := range clauses {
		for _, word := range words {
			rest, is := strings.CutPrefix(text, word)
			if is && (rest == "" || rest[0] == ' ') {
				return rank, word
			}
		}
	}
	return 0, ""
}
