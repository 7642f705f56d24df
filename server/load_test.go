package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/stakegraph/stakegraph/seed"
)

// interrupting is a folder that sends a signal when the nth file is opened.
type interrupting struct {
	fs.FS
	opened, at int
	cancel     context.CancelCauseFunc
}

func (f *interrupting) Open(name string) (fs.File, error) {
	if f.opened++; f.opened == f.at {
		f.cancel(stoppedBy{syscall.SIGINT})
	}
	return f.FS.Open(name)
}

// TestInterruptedWhileLoading checks that a signal at any time leaves nothing of the load.
func TestInterruptedWhileLoading(t *testing.T) {
	folder := t.TempDir()
	if err := writeSources(folder); err != nil {
		t.Fatal(err)
	}
	into, err := storeChoice{storeURL: storeURL{sqlite: ":memory:"}}.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer into.Close()
	nothing := streams{out: io.Discard, err: io.Discard}
	dir, _ := openFolder(folder)
	for at := 1; ; at++ {
		ctx, cancel := context.WithCancelCause(t.Context())
		reading := &interrupting{FS: dir, at: at, cancel: cancel}
		_, err := load(ctx, into, reading, nothing)
		cancel(nil)
		if reading.opened < at { // the load was complete before the signal
			if err != nil {
				t.Errorf("uninterrupted: %v", err)
			}
			if at < 20 {
				t.Errorf("a load opens %d files; each of 15 is read twice", at)
			}
			return
		}
		var stopped stoppedBy
		if !errors.As(err, &stopped) || !strings.Contains(err.Error(), "nothing was loaded") {
			t.Errorf("at file %d: %v", at, err)
		}
		if empty, err := into.Empty(t.Context()); err != nil || !empty {
			t.Fatalf("at file %d: empty %v, %v", at, empty, err)
		}
	}
}

// TestInterruptedLoad checks that an interrupted load has the exit status that shells expect.
func TestInterruptedLoad(t *testing.T) {
	folder := t.TempDir()
	if err := writeSources(folder); err != nil {
		t.Fatal(err)
	}
	command := []string{"load", "--store", "sqlite:" + filepath.Join(t.TempDir(), "graph.db"), folder}
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(stoppedBy{syscall.SIGINT})
	var out, errs bytes.Buffer
	if status := run(ctx, command, streams{out: &out, err: &errs}); status != 130 {
		t.Errorf("status %d, want 130", status)
	}
	if !strings.Contains(errs.String(), "stopped by interrupt") {
		t.Errorf("stderr: %s", errs.String())
	}
	if status := run(t.Context(), command, streams{out: &out, err: &errs}); status != 0 {
		t.Errorf("status %d\n%s", status, errs.String())
	}
	if report := out.String(); !regexp.MustCompile(`(?m)^all +210 +0 +0 +0$`).MatchString(report) {
		t.Errorf("something had been loaded before:\n%s", report)
	}
}

// TestLoadIntoClosed checks that the error of a store is reported, with the message that nothing was loaded.
func TestLoadIntoClosed(t *testing.T) {
	into, err := storeChoice{storeURL: storeURL{sqlite: ":memory:"}}.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := into.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = load(t.Context(), into, seed.LittleGiants(), streams{out: io.Discard, err: io.Discard})
	if err == nil || !strings.Contains(err.Error(), "nothing was loaded") {
		t.Error(err)
	}
}
