package planner

import "stakegraph/graph/plan"

// finding adds a finding to the plan, where it is not there yet, and returns its number.
func (p *planner) finding(wanted plan.Finding) int {
	for i, f := range p.findings {
		if f.String() == wanted.String() {
			return i + 1
		}
	}
	p.findings = append(p.findings, wanted)
	if len(p.findings) > mostSearches {
		p.errs = Errors{{Err: &plan.LimitError{
			Limit: "searches", What: "searches for names, paths, neighbourhoods and exposures", Most: mostSearches, Figure: len(p.findings),
		}}}
	}
	return len(p.findings)
}

// mostSearches is how many searches an operation has at most.
const mostSearches = 10
