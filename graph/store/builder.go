package store

import "slices"

// Builder builds a record cell by cell, for a store that decodes values one by one.
type Builder struct {
	record    Record
	open      []int
	allowance *Allowance
}

// NewBuilder returns a Builder. The allowance, if it is not nil, bounds the record.
func NewBuilder(a *Allowance) *Builder { return &Builder{allowance: a} }

// Expect allocates memory for the given number of further cells, and reserves it and the bytes of texts in the
// allowance. It returns the errors of the allowance. It need not be called before JSON, which calls it.
func (b *Builder) Expect(cells, bytes int) error {
	if err := b.allowance.Check(b.record.size + bytes); err != nil {
		return err
	}
	if err := b.allowance.Hold(bytes + cells*cellSize); err != nil {
		return err
	}
	b.record.cells = slices.Grow(b.record.cells, cells)
	return nil
}

// Null appends a null.
func (b *Builder) Null() { b.record.cells = append(b.record.cells, cell{kind: Null}) }

// Int appends an integer.
func (b *Builder) Int(n int64) { b.record.cells = append(b.record.cells, cell{kind: Integer, num: n}) }

// Bool appends a boolean.
func (b *Builder) Bool(v bool) {
	c := cell{kind: Bool}
	if v {
		c.num = 1
	}
	b.record.cells = append(b.record.cells, c)
}

// Text appends a text.
func (b *Builder) Text(s string) {
	b.text(String, len(b.record.texts), 0, len(s))
	b.record.texts = append(b.record.texts, s)
	b.record.size += len(s)
}

// text appends a cell for a substring of a text.
func (b *Builder) text(kind CellKind, in, begin, bytes int) {
	b.record.cells = append(b.record.cells, cell{kind: kind, in: int32(in), num: textAt(begin, bytes)})
}

// Open starts a list. Values that are appended before Close are its elements.
func (b *Builder) Open() {
	b.open = append(b.open, len(b.record.cells))
	b.record.cells = append(b.record.cells, cell{kind: List})
}

// Close ends the innermost open list.
func (b *Builder) Close() {
	i := b.open[len(b.open)-1]
	b.open = b.open[:len(b.open)-1]
	b.record.cells[i].num = int64(len(b.record.cells))
}

// Record returns the record. The builder must not be used afterwards.
func (b *Builder) Record() *Record {
	b.record.size += 4 * len(b.record.cells)
	return &b.record
}
