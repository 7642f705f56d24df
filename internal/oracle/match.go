package oracle

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
)

// Cursors maps a store's cursors to the oracle's cursors of the same rows.
type Cursors map[string]Cursor

// Translate returns the variables of a query with the store's cursors replaced by the oracle's.
func (c Cursors) Translate(variables map[string]any) map[string]any {
	translated := make(map[string]any, len(variables))
	for name, value := range variables {
		translated[name] = value
		if text, is := value.(string); is {
			if cursor, known := c[text]; known {
				translated[name] = cursor
			}
		}
	}
	return translated
}

// Match compares a store's data with an answer: keys, their order, and values. The text of a cursor may be any, but equal
// cursors must belong to the same row; new cursors are added to c. The error describes the first difference.
func (c Cursors) Match(answer Object, data json.RawMessage) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	stored, err := decode(decoder)
	if err != nil {
		return fmt.Errorf("read a store's answer: %w", err)
	}
	return c.match("data", answer, stored)
}

func (c Cursors) match(path string, want, have any) error {
	switch want := want.(type) {
	case Object:
		object, is := have.(Object)
		if !is || len(object) != len(want) {
			return differs(path, want, have)
		}
		for i, member := range want {
			if object[i].Key != member.Key {
				return differs(path, want, have)
			}
			if err := c.match(path+"."+member.Key, member.Value, object[i].Value); err != nil {
				return err
			}
		}
		return nil
	case []any:
		list, is := have.([]any)
		if !is || len(list) != len(want) {
			return differs(path, want, have)
		}
		for i := range want {
			if err := c.match(fmt.Sprintf("%s[%d]", path, i), want[i], list[i]); err != nil {
				return err
			}
		}
		return nil
	case Cursor:
		text, is := have.(string)
		if !is || text == "" {
			return differs(path, want, have)
		}
		if known, has := c[text]; has && known != want {
			return fmt.Errorf("%s: the cursor %s is of the row %s, and of %s elsewhere", path, text, want, known)
		}
		c[text] = want
		return nil
	case int64:
		if have != json.Number(strconv.FormatInt(want, 10)) {
			return differs(path, want, have)
		}
		return nil
	case float64:
		if have != json.Number(strconv.FormatFloat(want, 'f', -1, 64)) {
			return differs(path, want, have)
		}
		return nil
	}
	if want != have {
		return differs(path, want, have)
	}
	return nil
}

func differs(path string, want, have any) error {
	return fmt.Errorf("%s: the oracle answers %s, the store %s", path, shown(want), shown(have))
}

// shown returns a value as JSON, truncated to a readable length.
func shown(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	const most = 2000
	if len(text) > most {
		return string(text[:most]) + "…"
	}
	return string(text)
}

// MarshalJSON writes the members in their order.
func (o Object) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			b = append(b, ',')
		}
		value, err := json.Marshal(m.Value)
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", m.Key, err)
		}
		b = append(append(append(b, strconv.Quote(m.Key)...), ':'), value...)
	}
	return append(b, '}'), nil
}

var errMalformed = errors.New("malformed JSON")

// decode decodes a JSON value to the types of an answer, but numbers to json.Number.
func decode(d *json.Decoder) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		object := Object{}
		for d.More() {
			key, err := d.Token()
			if err != nil {
				return nil, err
			}
			name, is := key.(string)
			if !is {
				return nil, errMalformed
			}
			value, err := decode(d)
			if err != nil {
				return nil, err
			}
			object = append(object, Member{name, value})
		}
		_, err = d.Token()
		return object, err
	case json.Delim('['):
		list := []any{}
		for d.More() {
			element, err := decode(d)
			if err != nil {
				return nil, err
			}
			list = append(list, element)
		}
		_, err = d.Token()
		return list, err
	}
	return token, nil
}
