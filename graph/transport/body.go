package transport

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/apierror"
)

// member returns the destination of a member of a request, and its kind of JSON value. Names are case-sensitive:
// encoding/json would accept "QUERY" for "query", while a gateway in front of the server may not.
func (r *request) member(name string) (into any, kind string) {
	switch name {
	case "query":
		return &r.Query, "string"
	case "operationName":
		return &r.OperationName, "string"
	case "documentId":
		return &r.DocumentID, "string"
	case "variables":
		return &r.Variables, "object"
	case "extensions":
		return &r.Extensions, "object"
	}
	return nil, ""
}

// memberNames are the members of a request, and the parameters of a GET request. All other names are ignored.
var memberNames = [...]string{"query", "operationName", "documentId", "variables", "extensions"}

// isPlain reports whether encoding/json decodes a body exactly: each member of a request occurs at most once, and no
// other name differs from one of them only by case or escapes.
func isPlain(body []byte) bool {
	level, isKey := 0, false
	var given [len(memberNames)]bool
	for i := 0; i < len(body); i++ {
		switch c := body[i]; c {
		case '"':
			begin := i + 1
			for i = begin; i < len(body) && body[i] != '"'; i++ {
				if body[i] == '\\' {
					i++
				}
			}
			if !isKey {
				continue
			}
			isKey = false
			key := body[begin:min(i, len(body))]
			for n, name := range memberNames {
				switch {
				case string(key) == name && !given[n]:
					given[n] = true
				case bytes.EqualFold(key, []byte(name)):
					return false
				}
			}
			if bytes.IndexByte(key, '\\') >= 0 {
				return false
			}
		case '{', '[':
			level++
			isKey = level == 1 && c == '{'
		case '}', ']':
			level--
		case ',':
			isKey = level == 1
		}
	}
	return true
}

// decode reads a request from a body, or returns an error message that repeats at most a name or a character of the
// body. A duplicate member is an error, since parsers disagree on which one counts. Other members are ignored.
func (r *request) decode(body []byte) (failure string) {
	if isPlain(body) { // almost all are, and this takes half the time
		// Decoding into r itself would allocate, because it embeds the request.
		if decodeWhole(body, &r.Request) && bytes.IndexByte(body, '{') >= 0 && !r.IsEmpty() {
			return ""
		}
		*r = request{}
	}
	return r.decodeMembers(body)
}

// decodeWhole decodes a JSON text, and reports whether it fits the value and nothing follows. Numbers retain their
// digits.
func decodeWhole(text []byte, into any) bool {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	err := decoder.Decode(into)
	_, more := decoder.Token()
	return err == nil && errors.Is(more, io.EOF)
}

// decodeMembers does the same member by member.
func (r *request) decodeMembers(body []byte) (failure string) {
	switch first := bytes.TrimLeft(body, " \t\r\n"); {
	case len(first) == 0:
		return "the body is empty: send a JSON object with `query`"
	case first[0] == '[':
		return "the body is a JSON array, and batches are not supported: send one JSON object"
	}
	r.unknown = nil
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if begin, err := decoder.Token(); err != nil || begin != json.Delim('{') {
		return whyNotRead(body)
	}
	given := make(map[string]bool, 3)
	for decoder.More() {
		token, err := decoder.Token()
		name, isName := token.(string)
		if err != nil || !isName {
			return whyNotRead(body)
		}
		into, kind := r.member(name)
		if into == nil {
			into = new(json.RawMessage)
			r.unknown = append(r.unknown, name)
		} else if given[name] {
			return "the body contains `" + name + "` more than once: send it once"
		}
		given[name] = true
		err = decoder.Decode(into)
		if wrong, is := errors.AsType[*json.UnmarshalTypeError](err); is {
			return fmt.Sprintf("`%s` is %s: send a JSON %s%s", name, kindOf(wrong.Value), kind, suchAs[name])
		}
		if err != nil {
			return whyNotRead(body)
		}
	}
	if _, err := decoder.Token(); err != nil {
		return whyNotRead(body)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return "the body continues after its JSON object: send one object"
	}
	return ""
}

// suchAs are examples of members of a request, for messages.
var suchAs = map[string]string{
	"query": `, such as "{ firms { totalCount } }"`, "variables": `, such as {"id": "firm:uisee"}`,
}

// kindOf converts encoding/json's name of a kind of JSON value to the words of this API. encoding/json appends the
// digits to "number".
func kindOf(value string) string {
	kind, _, _ := strings.Cut(value, " ")
	if kind == "bool" {
		kind = "boolean"
	}
	return "a JSON " + kind
}

// aBody is an example of a body, for messages.
const aBody = `; write a body such as {"query": "{ firms { totalCount } }"}`

// whyNotRead returns the message for a body that is not JSON. It parses the body again, since a decoder of single
// tokens does not report the offset.
func whyNotRead(body []byte) string {
	syntax, is := errors.AsType[*json.SyntaxError](json.Unmarshal(body, new(json.RawMessage)))
	if !is {
		return "the body is not a JSON object: send one with `query` and, if needed, `operationName` and `variables`"
	}
	at := fmt.Sprintf("the body is not valid JSON at byte %d", syntax.Offset)
	whole := json.NewDecoder(bytes.NewReader(body)).Decode(new(json.RawMessage))
	if errors.Is(whole, io.ErrUnexpectedEOF) || syntax.Offset < 1 {
		return at + ": unexpected end" + aBody
	}
	found, _ := utf8.DecodeRune(body[syntax.Offset-1:])
	return at + ": unexpected " + apierror.Quoted(string(found)) + aBody
}

// noQuery returns the message for a request without a document, with a key or parameter that may be meant for it.
func (r *request) noQuery() string {
	message := "the request has no query: send it as `query` in the body or the URL"
	if len(r.unknown) > 0 {
		message += "; unknown key " + apierror.Quoted(slices.Min(r.unknown))
	}
	return message
}
