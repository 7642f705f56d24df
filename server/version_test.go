package main

import (
	"runtime/debug"
	"testing"
)

func TestDescribeBuild(t *testing.T) {
	revision := debug.BuildSetting{Key: "vcs.revision", Value: "0123abc"}
	for _, c := range []struct {
		name string
		info debug.BuildInfo
		want string
	}{
		{"nothing known", debug.BuildInfo{}, "stakegraph (devel)"},
		{
			"a release",
			debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v1.2.3"}},
			"stakegraph v1.2.3, go1.26.8",
		},
		{
			"a checkout",
			debug.BuildInfo{
				GoVersion: "go1.26.8",
				Main:      debug.Module{Version: "(devel)"},
				Settings:  []debug.BuildSetting{revision, {Key: "vcs.modified", Value: "false"}},
			},
			"stakegraph (devel), go1.26.8, revision 0123abc",
		},
		{
			"a changed checkout",
			debug.BuildInfo{Settings: []debug.BuildSetting{revision, {Key: "vcs.modified", Value: "true"}}},
			"stakegraph (devel), revision 0123abc with changes",
		},
	} {
		if got := describeBuild(&c.info); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
