package initplan

import (
	"slices"
	"testing"
)

// TestNetworkPartitions holds that the communities of a network are kept for a few resolutions, the latest ones.
func TestNetworkPartitions(t *testing.T) {
	k := &keptNetwork{}
	for i := range 100 {
		k.divide(float64(i), nil)
		k.at(0)
	}
	if len(k.communities) != keptResolutions {
		t.Errorf("the communities for %d resolutions are kept, want %d", len(k.communities), keptResolutions)
	}
	var resolutions []float64
	for _, d := range k.communities {
		resolutions = append(resolutions, d.resolution)
	}
	if want := []float64{0, 99, 98, 97}; !slices.Equal(resolutions, want) {
		t.Errorf("resolutions %v are kept, want %v", resolutions, want)
	}
}
