package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime/debug"
)

// versionCommand prints the version of the program.
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

// describeBuild returns the version of the module, the Go version and, if known, the revision, on one line.
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

// buildTag identifies the build in entity tags, since another build may write different bytes.
func buildTag() string {
	of := sha256.Sum256([]byte(describeBuild(buildInfo())))
	return hex.EncodeToString(of[:4])
}
