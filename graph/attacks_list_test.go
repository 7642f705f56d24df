package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"sync"
)

// attack is an expensive request, the worst of its class that is known. It is as large as possible, or just within
// one limit and far beyond another.
type attack struct {
	class, name string
	body        string
	limit       string // the limit that refuses it: extensions.limit, or a code
	accept      string
}

// send returns the body of the response. Each document is new, so no cache helps.
func (a attack) send(executor served, time int) []byte {
	body := strings.Replace(a.body, `{"query":"`, fmt.Sprintf(`{"query":"#%d\n`, time), 1)
	request := httptest.NewRequest("POST", "/", strings.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", a.accept)
	recorder := httptest.NewRecorder()
	executor.ServeHTTP(recorder, request)
	return recorder.Body.Bytes()
}

// repeated returns a text n times. # is replaced by the number.
func repeated(n int, text string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(text, "#", fmt.Sprint(i)))
	}
	return b.String()
}

// listed returns a text n times, separated by commas. # is replaced by the number.
func listed(n int, text string) string { return strings.TrimSuffix(repeated(n, text+","), ",") }

// query returns the body of a request for a document.
func query(document string) string {
	body, _ := json.Marshal(map[string]string{"query": document})
	return string(body)
}

// with returns the body of a request for a document with variables and other members.
func with(variables, document string) string {
	return strings.TrimSuffix(query(document), "}") + `,"variables":` + variables + "}"
}

// filtered returns the body of a request for firms with a filter in a variable.
func filtered(filter string) string {
	return with(`{"f":`+filter+`}`, "query ($f: FirmFilter) { firms(filter: $f) { totalCount } }")
}

// doubling returns fragments that each spread the next one twice.
func doubling(n int, on, first, second, last string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on %s { %s ...f%d %s %s ...f%d %s }", i, on, first, i+1, closing(first), second, i+1, closing(second))
	}
	return b.String() + fmt.Sprintf(" fragment f%d on %s { %s }", n, on, last)
}

// chained returns fragments that each spread the next one.
func chained(n int, on, last string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on %s { ...f%d }", i, on, i+1)
	}
	return b.String() + fmt.Sprintf(" fragment f%d on %s { %s }", n, on, last)
}

func closing(text string) string { return strings.Repeat("}", strings.Count(text, "{")) }

// nested repeats a text n times and closes its braces.
func nested(n int, text string) string {
	return strings.Repeat(text, n) + " __typename " + strings.Repeat(closing(text), n)
}

// attacks returns all attacks. Tests only read them, so they share one list.
var attacks = sync.OnceValue(func() []attack {
	var all []attack
	for _, class := range [][]attack{
		largeAttacks(), deepAttacks(), wideAttacks(), fragmentAttacks(), overlappingAttacks(), mistakenAttacks(), variableAttacks(),
		searchAttacks(), nameAttacks(), plannedAttacks(),
	} {
		all = append(all, class...)
	}
	return all
})

const (
	full  = 1_000_000 // bytes, nearly the limit of a body
	whole = 99_000    // bytes, nearly the limit of a document
)
