package golden

import (
	"strings"
	"testing"
)

func TestStatement(t *testing.T) {
	long := strings.Repeat("x", 60)
	for _, test := range []struct{ name, text, want string }{
		{"a short line", "SELECT a FROM b\nWHERE c", "SELECT a FROM b\nWHERE c"},
		{
			"clauses",
			"  SELECT " + long + " FROM b WHERE " + long + " AND c ORDER BY d\n",
			"  SELECT " + long + "\n  FROM b\n  WHERE " + long + " AND c\n  ORDER BY d\n",
		},
		{
			"conditions, where there is no clause to break at",
			"WHERE " + long + " AND " + long + " OR b",
			"WHERE " + long + "\n  AND " + long + "\n  OR b",
		},
		{
			"the outermost parentheses",
			"(SELECT " + long + " FROM (SELECT b FROM c) WHERE " + long + ")",
			"(\n  SELECT " + long + "\n  FROM (SELECT b FROM c)\n  WHERE " + long + ")",
		},
		{
			"a parenthesis that is closed in another line",
			"FROM (SELECT " + long + " AS n FROM " + long,
			"FROM (\n  SELECT " + long + " AS n\n  FROM " + long,
		},
		{
			"commas",
			"WITH " + long + " AS a, f(b, c) AS d, " + long + " AS e",
			"WITH " + long + " AS a,\n  f(b, c) AS d,\n  " + long + " AS e",
		},
		{
			"nothing in quotes",
			"RETURN '" + long + " FROM (' AS a, `" + long + ", AND`",
			"RETURN '" + long + " FROM (' AS a,\n  `" + long + ", AND`",
		},
		{"no place for a break", long + long, long + long},
		{"a word within a name", "RETURN " + long + "FROM" + long, "RETURN " + long + "FROM" + long},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := Statement(test.text)
			if got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			if strings.Join(strings.Fields(got), "") != strings.Join(strings.Fields(test.text), "") {
				t.Error("more than white space changed")
			}
		})
	}
}
