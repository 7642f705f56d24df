package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime/debug"
)

// versionCommand prints which program this is.
type versionCommand struct{}

// Run prints the version.
func (versionCommand) Run(std streams) error {
	_, err := fmt.Fprintln(std.out, describeBuild(buildInfo()))
	return err
}

func buildInfo() *debug.BuildInfo {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return &debug.BuildInfo{}
	}
	return info
}

// describeBuild says on one line which version of the module was built, by which Go, and from which revision where the
// build knows it.
func describeBuild(info *debug.BuildInfo) string {
	text := "stakegraph " + cmp.Or(info.Main.Version, "(devel)")
	if info.GoVersion != "" {
		text += ", " + info.GoVersion
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if revision := settings["vcs.revision"]; revision != "" {
		text += ", revision " + revision
		if settings["vcs.modified"] == "true" {
			text += " with changes"
		}
	}
	return text
}

// buildTag stands for what this program writes: another build may write a file in another way.
func buildTag() string {
	of := sha256.Sum256([]byte(describeBuild(buildInfo())))
	return hex.EncodeToString(of[:4])
}
