package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// entries returns the names of the entries of a folder.
func entries(t *testing.T, folder string) (names []string) {
	t.Helper()
	all, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range all {
		names = append(names, entry.Name())
	}
	return names
}

// TestWriteWhole checks that a file that cannot be completed is not created, and that an earlier file stays.
func TestWriteWhole(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "graph.json")
	broken := errors.New("broken")
	half := func(w io.Writer) error {
		_, err := w.Write(bytes.Repeat([]byte("x"), 1<<20))
		return errors.Join(err, broken)
	}
	if err := writeWhole(name, half); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if left := entries(t, folder); len(left) > 0 {
		t.Errorf("there is %v", left)
	}
	if err := writeWhole(name, func(w io.Writer) error { _, err := io.WriteString(w, "whole"); return err }); err != nil {
		t.Error(err)
	}
	if err := writeWhole(name, half); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	content, err := os.ReadFile(name)
	if left := entries(t, folder); err != nil || string(content) != "whole" || len(left) != 1 {
		t.Errorf("there is %v, with %.20q, %v", left, content, err)
	}
}

// cancelling is a writer that ends a context at the first write.
type cancelling struct {
	bytes.Buffer
	cancel context.CancelCauseFunc
}

func (c *cancelling) Write(p []byte) (int, error) {
	c.cancel(stoppedBy{syscall.SIGINT})
	return c.Buffer.Write(p)
}

// TestInterruptedExportToStandardOutput checks that a signal during the export is reported as an incomplete file,
// even if all of it has been written in the meantime.
func TestInterruptedExportToStandardOutput(t *testing.T) {
	s := someGraph(t)
	ctx, cancel := context.WithCancelCause(t.Context())
	out := &cancelling{cancel: cancel}
	var errs bytes.Buffer
	status := run(ctx, []string{"export", "--store", "sqlite:" + s.Location(), "--stdout", "graph.json"}, streams{out: out, err: &errs})
	if status != 130 || !strings.Contains(errs.String(), "the file is incomplete: stopped by interrupt") {
		t.Errorf("status %d\n%s", status, &errs)
	}
}

// TestInterruptedExport checks that a signal leaves no file, and gives the exit status that shells expect.
func TestInterruptedExport(t *testing.T) {
	s, folder := someGraph(t), t.TempDir()
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(stoppedBy{syscall.SIGINT})
	var out, errs bytes.Buffer
	status := run(ctx, []string{"export", "--store", "sqlite:" + s.Location(), filepath.Join(folder, "graph.json")}, streams{out: &out, err: &errs})
	if status != 130 || !strings.Contains(errs.String(), "stopped by interrupt") || out.Len() > 0 {
		t.Errorf("status %d\n%s%s", status, &out, &errs)
	}
	if left := entries(t, folder); len(left) > 0 {
		t.Errorf("there is %v", left)
	}
}
