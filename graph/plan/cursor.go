package plan

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// ErrCursor is wrapped by every error about a cursor. The text of the error says what is wrong.
var ErrCursor = errors.New("invalid cursor")

// cursorVersion is the first byte of every cursor. It changes with the format of the bytes after it.
const cursorVersion = 2

// MaxCursorLength is the maximum length of a cursor in bytes.
const MaxCursorLength = 65_536

// Fingerprint returns a hash that binds cursors to the rows of a list and their order. It does not depend on the page,
// nor on the node that the list belongs to.
func (l *List) Fingerprint() uint32 {
	hash := fnv.New32a()
	_, _ = hash.Write(key{}.list(l)) // a hash.Hash never returns an error
	return hash.Sum32()
}

// Fingerprint returns a hash that binds cursors to the groups of a list and their order, like that of a list. It must be
// called before values that neither Having nor Order reads are added.
func (g *Groups) Fingerprint() uint32 {
	hash := fnv.New32a()
	_, _ = hash.Write(append(key{}, 'g').orderedGroups(g))
	return hash.Sum32()
}

// cursorKey is the type of one value of a cursor.
type cursorKey struct{ isText, isTruth, neverNull bool }

// AppendCursor appends the cursor of the row whose sort keys have these values. A value is nil, a string or an int64; a
// truth value is 0 or 1. A cursor consists of the version, the fingerprint of the list, and the values as JSON, in the
// URL alphabet of base64 without padding.
func AppendCursor(b []byte, fingerprint uint32, values []any) ([]byte, error) {
	body, err := json.Marshal(values)
	if err != nil {
		return nil, fmt.Errorf("write a cursor: %w", err)
	}
	raw := append(binary.BigEndian.AppendUint32([]byte{cursorVersion}, fingerprint), body...)
	return base64.RawURLEncoding.AppendEncode(b, raw), nil
}

// ParseCursor returns the values of a cursor for the list, one for each key of the order, with the type of the key's
// column. Errors wrap ErrCursor.
func (l *List) ParseCursor(cursor string) ([]any, error) {
	return parseCursor(cursor, l.Fingerprint(), "list, filter, order or time", mapEach(l.Order, func(key Sort) cursorKey {
		return cursorKey{key.IsText(), key.isTruth(), l.KeyNeverNull(key)}
	}))
}

// ParseCursor returns the values of a cursor for the groups, one for each key of the full order. Errors wrap ErrCursor.
func (g *Groups) ParseCursor(cursor string) ([]any, error) {
	return parseCursor(cursor, g.Fingerprint(), "list, keys, filter, order or time", mapEach(g.FullOrder(), func(key GroupSort) cursorKey {
		if !key.ByKey {
			return cursorKey{g.Values[key.At].IsText(), g.Values[key.At].isTruth(), g.KeyNeverNull(key)}
		}
		return cursorKey{g.Keys[key.At].Column.IsText(), g.Keys[key.At].Column.isTruth(), false}
	}))
}

// parseCursor returns the values of a cursor for keys. The text names what the fingerprint depends on.
func parseCursor(cursor string, fingerprint uint32, of string, keys []cursorKey) ([]any, error) {
	if len(cursor) > MaxCursorLength {
		return nil, fmt.Errorf("%w: it has %d bytes; at most %d are allowed", ErrCursor, len(cursor), MaxCursorLength)
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if err != nil || len(raw) < 5 {
		return nil, fmt.Errorf("%w: this API did not issue it: pass the endCursor of a page as `after`, or its startCursor as `before`", ErrCursor)
	}
	if raw[0] != cursorVersion {
		return nil, fmt.Errorf("%w: it has version %d, but this server reads version %d: start from the first page",
			ErrCursor, raw[0], cursorVersion)
	}
	if binary.BigEndian.Uint32(raw[1:]) != fingerprint {
		return nil, fmt.Errorf("%w: it belongs to another %s: start from the first page", ErrCursor, of)
	}
	malformed := fmt.Errorf("%w: its values do not match the order of the list: start from the first page", ErrCursor)
	decoder := json.NewDecoder(bytes.NewReader(raw[5:]))
	decoder.UseNumber()
	var values []any
	if err := decoder.Decode(&values); err != nil || len(values) != len(keys) {
		return nil, malformed
	}
	// Each value has only one encoding, so every accepted cursor is one that the server can have issued.
	if again, err := AppendCursor(nil, fingerprint, values); err != nil || string(again) != cursor {
		return nil, malformed
	}
	for i, value := range values {
		key := keys[i]
		switch value := value.(type) {
		case nil:
			if key.neverNull {
				return nil, malformed
			}
		case string:
			if !key.isText || strings.ContainsRune(value, 0) {
				return nil, malformed
			}
		case json.Number:
			n, err := value.Int64()
			if err != nil || key.isText {
				return nil, malformed
			}
			values[i] = n
			if key.isTruth {
				if n != 0 && n != 1 {
					return nil, malformed
				}
				values[i] = n == 1 // AppendCursor writes an integer, since a store may return either
			}
		default:
			return nil, malformed
		}
	}
	return values, nil
}

// IsText reports whether the values of the key are texts.
func (key Sort) IsText() bool {
	if key.Over != nil {
		return key.Over.IsText()
	}
	return key.Column.IsText()
}

func (key Sort) isTruth() bool {
	if key.Over != nil {
		return key.Over.Value.isTruth()
	}
	return key.Column.isTruth()
}

func (v Value) isTruth() bool { return v.Func == ScalarSubquery && v.Column.isTruth() }

func (c Column) isTruth() bool { return c.Property.Type() == model.Bool }

// IsText reports whether the values of the column are texts. All other values are integers or truth values.
func (c Column) IsText() bool {
	if c.Part == Key || c.Part == Currency || c.Part == Kind {
		return true
	}
	t := c.Property.Type()
	return t == model.Text || t == model.FoldedText || t == model.Reference
}
