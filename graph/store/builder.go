package store

import "slices"

// Builder makes a record, cell by cell, for a store that decodes values one by one.
type Builder struct {
	record Record
	open   []int
}

// Grow makes room for n more cells.
func (b *Builder) Grow(n int) { b.record.cells = slices.Grow(b.record.cells, n) }

// Null appends a null.
func (b *Builder) Null() { b.record.cells = append(b.record.cells, cell{kind: Null}) }

// Int appends an integer.
func (b *Builder) Int(n int64) { b.record.cells = append(b.record.cells, cell{kind: Integer, num: n}) }

// Bool appends a truth value.
func (b *Builder) Bool(v bool) {
	c := cell{kind: Bool}
	if v {
		c.num = 1
	}
	b.record.cells = append(b.record.cells, c)
}

// Text appends a text.
func (b *Builder) Text(s string) {
	b.record.cells = append(b.record.cells, cell{kind: String, text: s})
	b.record.size += len(s)
}

// Open begins a list; what is appended until Close is its elements.
func (b *Builder) Open() {
	b.open = append(b.open, len(b.record.cells))
	b.record.cells = append(b.record.cells, cell{kind: List})
}

// Close ends the list begun last.
func (b *Builder) Close() {
	i := b.open[len(b.open)-1]
	b.open = b.open[:len(b.open)-1]
	b.record.cells[i].num = int64(len(b.record.cells))
}

// Record returns the record made; the builder is not to be used any more.
func (b *Builder) Record() *Record {
	b.record.size += 4 * len(b.record.cells)
	return &b.record
}
