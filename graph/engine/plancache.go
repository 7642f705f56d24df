package engine

import (
	"crypto/sha256"
	"encoding/json"
	"strings"
	"unsafe"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/document"
	"github.com/stakegraph/stakegraph/graph/lru"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
)

const maxPlanKeySize = 2048 // of variables as JSON, in bytes; larger ones rarely recur

// planCache caches the plans of operations with their variables. Plans are never changed. A plan is cached the second
// time that it is requested, since most operations occur only once.
type planCache struct {
	planner *planner.Planner
	plans   *lru.Cache[planKey, planned]
	seen    *lru.Sightings[planKey]
}

// planKey identifies an operation by the hash of its document, its name, and its variables as JSON. It keeps no part of
// the document in memory.
type planKey struct {
	document  [sha256.Size]byte
	operation string
	variables string
}

func (k planKey) bytes() int64 {
	return int64(unsafe.Sizeof(k)) + int64(len(k.operation)+len(k.variables))
}

// planned is a plan with the shape of its response. Names and texts in both are substrings of the document's text.
type planned struct {
	plan *plan.Plan
	root *response.Object
	errs input.Errors // of root fields that are null in root
	text string
}

func newPlanCache(p *planner.Planner, most int64) *planCache {
	weigh := func(key planKey, p planned) int64 { return key.bytes() + lru.Footprint(p) }
	return &planCache{p, lru.New(most, weigh, nil), lru.NewSightings[planKey](lru.Remembered)}
}

// keyOf returns the key of an operation with its variables, and whether the variables are small enough to be cached.
func keyOf(d *document.Document, operation *ast.OperationDefinition, variables map[string]any) (planKey, bool) {
	key := planKey{document: d.Hash, operation: strings.Clone(operation.Name)}
	if len(variables) == 0 {
		return key, true
	}
	if roomAfter(variables, maxPlanKeySize) < 0 {
		return key, false // too large to encode
	}
	text, err := json.Marshal(variables) // sorted by name
	key.variables = string(text)
	return key, err == nil && len(text) <= maxPlanKeySize
}

// of returns the plan of a document's operation. Errors are the planner's. They are not cached, nor are plans with errors
// of fields, since they rarely recur and refer to the parsed document.
func (c *planCache) of(d *document.Document, op planner.Operation) (planned, error) {
	key, small := keyOf(d, op.Definition, op.Variables)
	if !small {
		return c.make(d, op)
	}
	if p, found := c.plans.Get(key); found {
		return p, nil
	}
	p, err := c.make(d, op)
	if err == nil && len(p.errs) == 0 && c.seen.Again(key) {
		c.plans.Add(key, p)
	}
	return p, err
}

// roomAfter returns an upper bound of the bytes that are left after a value is written as JSON. It stops when none are
// left.
func roomAfter(value any, left int) int {
	left--
	switch value := value.(type) {
	case string:
		left -= len(value)
	case json.Number:
		left -= len(value)
	case []any:
		for _, element := range value {
			if left = roomAfter(element, left); left < 0 {
				break
			}
		}
	case map[string]any:
		for name, element := range value {
			if left = roomAfter(element, left-len(name)); left < 0 {
				break
			}
		}
	}
	return left
}

func (c *planCache) make(d *document.Document, op planner.Operation) (planned, error) {
	p, err := c.planner.Plan(op)
	return planned{p.Plan, p.Root, p.Errs, d.Text}, err
}
