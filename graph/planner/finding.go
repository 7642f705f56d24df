package planner

import "github.com/stakegraph/stakegraph/graph/plan"

// finding adds a finding to the plan, where it is not there yet, and returns its number.
func (p *planner) finding(wanted plan.Finding) int {
	key := wanted.Key()
	for i, f := range p.findings {
		if f.Key() == key {
			return i + 1
		}
	}
	p.findings = append(p.findings, wanted)
	return len(p.findings)
}
