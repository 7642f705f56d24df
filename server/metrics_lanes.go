package main

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/stakegraph/stakegraph/graph/admission"
)

// observeAdmission is told of each piece of work that came to a lane.
func (m *metrics) observeAdmission(e admission.Event) {
	outcome := "admitted"
	if e.Refused {
		outcome = "refused"
	}
	m.waits.WithLabelValues(e.Lane, outcome).Observe(e.Waited.Seconds())
}

// watch shows how many have a place in each lane, and how many wait for one.
func (m *metrics) watch(lanes *admission.Lanes) {
	for _, lane := range lanes.All() {
		of := prometheus.Labels{"lane": lane.Name()}
		m.registry.MustRegister(
			prometheus.NewGaugeFunc(prometheus.GaugeOpts{
				Name: "stakegraph_admission_running", Help: "Work that has a place in a lane.", ConstLabels: of,
			}, func() float64 { return float64(lane.Running()) }),
			prometheus.NewGaugeFunc(prometheus.GaugeOpts{
				Name: "stakegraph_admission_waiting", Help: "Work that waits for a place in a lane.", ConstLabels: of,
			}, func() float64 { return float64(lane.Waiting()) }),
		)
	}
}
