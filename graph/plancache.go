package graph

import (
	"encoding/json"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"stakegraph/graph/plan"
	"stakegraph/graph/planner"
	"stakegraph/graph/response"
)

const (
	cachedPlans    = 2000
	maxPlanKeySize = 2048 // of variables as JSON, in bytes: larger ones hardly come back
)

// planCache keeps the plans of operations with their variables, so that what is asked again is not planned again. A plan
// is never changed once it is made.
type planCache struct {
	planner *planner.Planner
	plans   *lru.Cache[planKey, planned]
}

// planKey names an operation of a document that gqlgen keeps, by its address, and its variables as JSON.
type planKey struct {
	operation *ast.OperationDefinition
	variables string
}

type planned struct {
	plan *plan.Plan
	root *response.Object
}

func newPlanCache(p *planner.Planner) *planCache {
	plans, err := lru.New[planKey, planned](cachedPlans)
	if err != nil {
		panic(err) // only for a size that is not positive
	}
	return &planCache{p, plans}
}

// keyOf returns what names an operation with its variables, and whether these are small enough to come back.
func keyOf(operation *ast.OperationDefinition, variables map[string]any) (planKey, bool) {
	key := planKey{operation: operation}
	if len(variables) == 0 {
		return key, true
	}
	if roomAfter(variables, maxPlanKeySize) < 0 {
		return key, false // not worth writing as JSON
	}
	text, err := json.Marshal(variables) // in the order of their names
	key.variables = string(text)
	return key, err == nil && len(text) <= maxPlanKeySize
}

// of returns an operation's plan. Errors are the planner's, and are not kept.
func (c *planCache) of(op planner.Operation) (planned, error) {
	key, small := keyOf(op.Definition, op.Variables)
	if !small {
		return c.make(op)
	}
	if p, found := c.plans.Get(key); found {
		return p, nil
	}
	p, err := c.make(op)
	if err == nil {
		c.plans.Add(key, p)
	}
	return p, err
}

// roomAfter returns what is left of some bytes once a value is written as JSON, at best; it stops as soon as nothing is.
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

func (c *planCache) make(op planner.Operation) (planned, error) {
	p, root, err := c.planner.Plan(op)
	return planned{p, root}, err
}
