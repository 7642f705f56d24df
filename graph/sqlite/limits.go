package sqlite

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/lru"
)

// Limits bound the memory of a store. SQLite allocates outside Go's heap, which GOMEMLIMIT does not include.
type Limits struct {
	Record int   // maximum bytes of one value, and therefore of a record
	Memory int64 // bytes of prepared statements and cached pages of all connections; statement texts add 1/16
}

// DefaultLimits are the limits of a store that is opened without WithLimits.
var DefaultLimits = Limits{Record: 32 << 20, Memory: 128 << 20}

// WithLimits sets the limits of a store.
func WithLimits(l Limits) Option {
	return func(o *options) { o.limits = l }
}

// Limits of the page cache of one connection. Pages of a memory-mapped file are not cached, so a small cache is enough.
const (
	leastPages = 64 << 10
	mostPages  = 2 << 20 // SQLite's own default
)

// leastValue is the smallest limit of a value, since arguments and statements are values too.
const leastValue = 1 << 20

// pageCache returns the parameter of a connection's source that limits its page cache. A quarter of the memory is for
// page caches, a quarter for statements, and the rest for running statements.
func (l Limits) pageCache(connections int) string {
	each := min(max(l.Memory/4/int64(connections), leastPages), mostPages)
	return "&_pragma=cache_size(-" + strconv.FormatInt(each>>10, 10) + ")" // in KiB
}

// texts returns how many bytes of Go's heap are for the cached texts of plans' statements.
func (l Limits) texts() int64 { return l.Memory / 16 }

// each returns the limits of one of several connections.
func (l Limits) each(connections int) connectionLimits {
	return connectionLimits{
		value:      max(l.Record, leastValue),
		statements: l.Memory / 4 / int64(connections),
		seen:       lru.NewSightings[string](seenStatements),
	}
}
