package sqlite

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/lru"
)

// Limits bound what a store takes of memory. SQLite allocates outside Go's heap, where GOMEMLIMIT does not reach.
type Limits struct {
	Record int   // bytes of one value, and so of a record
	Memory int64 // bytes of prepared statements and cached pages, of all connections together; texts add 1/16
}

// DefaultLimits are those of a store that is opened WithLimits of nothing else.
var DefaultLimits = Limits{Record: 32 << 20, Memory: 128 << 20}

// WithLimits has a store keep to these limits.
func WithLimits(l Limits) Option {
	return func(o *options) { o.limits = l }
}

// Bounds of the pages that one connection caches. Pages of a file that is mapped into memory are not cached, so that few
// are enough.
const (
	leastPages = 64 << 10
	mostPages  = 2 << 20 // SQLite's own default
)

// leastValue is the least bound on one value: arguments and statements are values too.
const leastValue = 1 << 20

// pageCache returns the part of a connection's source that bounds its cache of pages. A quarter of the memory is for
// them, a quarter for statements, and the rest for what statements need while they run.
func (l Limits) pageCache(connections int) string {
	each := min(max(l.Memory/4/int64(connections), leastPages), mostPages)
	return "&_pragma=cache_size(-" + strconv.FormatInt(each>>10, 10) + ")" // in KiB
}

// texts returns how many bytes of Go's heap the texts of statements take that are kept with their plans.
func (l Limits) texts() int64 { return l.Memory / 16 }

// each returns the limits of one connection among several.
func (l Limits) each(connections int) connectionLimits {
	return connectionLimits{
		value:      max(l.Record, leastValue),
		statements: l.Memory / 4 / int64(connections),
		seen:       lru.NewSightings[string](seenStatements),
	}
}
