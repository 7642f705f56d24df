package differential_test

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/internal/oracle"
)

// counter counts queries and the results of comparisons.
type counter struct {
	mostShapes int // 0: any number
	shapes     map[string]bool
	queries    int
	clean      int // responses without errors
	filled     int // of these, responses with data from the graph
	codes      map[string]int
	evaluated  int // responses that the oracle agrees with
	cursors    oracle.Cursors
}

func newCounter(mostShapes int) *counter {
	return &counter{
		mostShapes: mostShapes, shapes: map[string]bool{}, codes: map[string]int{}, cursors: oracle.Cursors{},
	}
}

// full reports whether the number of shapes has reached the limit.
func (t *counter) full() bool { return t.mostShapes > 0 && len(t.shapes) >= t.mostShapes }

// admits reports whether a statement may run, and counts its shape. A new shape is refused if the limit is reached.
func (t *counter) admits(statement string) bool {
	if strings.HasPrefix(statement, "none: ") {
		return true
	}
	if !t.shapes[statement] && t.full() {
		return false
	}
	t.shapes[statement] = true
	return true
}

// judge compares and counts a pair of responses. It returns the data, or what is wrong.
func (t *counter) judge(answers [2]string) (answer any, what string) {
	t.queries++
	if answers[0] != answers[1] {
		return nil, "the answers differ"
	}
	var decoded struct {
		Data   any
		Errors []struct{ Extensions struct{ Code string } }
	}
	if err := json.Unmarshal([]byte(answers[0]), &decoded); err != nil {
		return nil, "the answer is not JSON: " + err.Error()
	}
	for _, e := range decoded.Errors {
		t.codes[e.Extensions.Code]++
		if !slices.Contains(refusals, e.Extensions.Code) {
			return nil, "the answer is an error that no valid query should have: " + e.Extensions.Code
		}
	}
	if len(decoded.Errors) == 0 {
		t.clean++
		if fills(decoded.Data) {
			t.filled++
		}
	}
	return decoded.Data, ""
}

// refusals are the error codes that a generated query may cause.
var refusals = []string{
	apierror.CodeInvalidArgument, apierror.CodeInvalidCursor, apierror.CodeInvalidID, apierror.CodeLimitExceeded,
}

// fills reports whether data contains text or a number other than 0, and so comes from the graph.
func fills(answer any) bool {
	switch answer := answer.(type) {
	case map[string]any:
		for _, value := range answer {
			if fills(value) {
				return true
			}
		}
	case []any:
		return slices.ContainsFunc(answer, fills)
	case string:
		return true
	case float64:
		return answer != 0
	}
	return false
}
