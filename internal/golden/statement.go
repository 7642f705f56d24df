package golden

import "strings"

// clauses are the words of SQL and Cypher that a line can begin with: first those that begin a clause, then those that
// join conditions, then those of CASE.
var clauses = [][]string{
	{
		"SELECT", "FROM", "JOIN", "CROSS JOIN", "LEFT JOIN", "WHERE", "GROUP BY", "HAVING", "ORDER BY", "LIMIT", "UNION ALL", "WITH",
		"MATCH", "OPTIONAL MATCH", "UNWIND", "CALL", "RETURN", "WINDOW", "VALUES",
	},
	{"AND", "OR"},
	{"WHEN", "ELSE"},
}

// Statement breaks the long lines of a SQL or Cypher statement before its clauses, at the outermost parentheses where
// that is possible, and indents what is behind a break. Apart from white space it is the same statement.
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

// breakLine writes a line, broken where it is too long.
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
		indent -= 2 // clauses of one rank stand below each other
	}
	for _, piece := range pieces[1:] {
		breakLine(b, piece, indent+2)
	}
}

// breaks returns a line in pieces: it is broken at the smallest depth of parentheses that has a place for a break, there
// before the words of the first rank of clauses that it has, else behind its commas.
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

// token is a place where a line can be broken.
type token struct {
	start int // in bytes
	depth int // of the parentheses, brackets and braces around it
	rank  int // of its word in clauses; that of a comma comes after all of these
}

// tokensOf returns the places in a line where it can be broken. A text in quotes has none.
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

// clauseAt returns the word of a clause that a text begins with and the word's rank; the word is empty where it begins
// with none.
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
