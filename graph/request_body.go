package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// member returns where the value of a member of a request goes, and which kind of JSON value that is. Names are as they
// are written: encoding/json would take "QUERY" for "query" too, and a gateway that reads the body before may not.
func (r *request) member(name string) (into any, kind string) {
	switch name {
	case "query":
		return &r.Query, "text"
	case "operationName":
		return &r.OperationName, "text"
	case "documentId":
		return &r.DocumentID, "text"
	case "variables":
		return &r.Variables, "object"
	case "extensions":
		return &r.Extensions, "object"
	}
	return nil, ""
}

// decode reads a request from a body, or says what is wrong with it, without repeating any of it. A member that is given
// twice is refused, since readers differ on which of the two counts. Other members are left to who sends them.
func (r *request) decode(body []byte) (failure string) {
	switch first := bytes.TrimLeft(body, " \t\r\n"); {
	case len(first) == 0:
		return "the body is empty: send a JSON object with query"
	case first[0] == '[':
		return "the body is a list: send one request at a time"
	}
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
		} else if given[name] {
			return "the body has " + name + " more than once: send it once"
		}
		given[name] = true
		err = decoder.Decode(into)
		if errors.As(err, new(*json.UnmarshalTypeError)) {
			return fmt.Sprintf("%s is not a JSON %s", name, kind)
		}
		if err != nil {
			return whyNotRead(body)
		}
	}
	if _, err := decoder.Token(); err != nil {
		return whyNotRead(body)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return "the body has something after its JSON object: send one object"
	}
	return ""
}

// whyNotRead says where a body is no JSON. It reads the body once more, since a decoder that goes from value to value does
// not count its bytes.
func whyNotRead(body []byte) string {
	var syntax *json.SyntaxError
	if errors.As(json.Unmarshal(body, new(json.RawMessage)), &syntax) {
		return fmt.Sprintf("the body is not valid JSON at byte %d", syntax.Offset)
	}
	return "the body is not a JSON object: send one with query and, where needed, operationName and variables"
}
