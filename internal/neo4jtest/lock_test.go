package neo4jtest

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
)

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	unlock, err := lock(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if file, err := tryLock(path); file != nil || err != nil {
		t.Fatalf("it is had twice: %v, %v", file, err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	enough := errors.New("enough")
	cancel(enough)
	if _, err := lock(ctx, path); !errors.Is(err, enough) {
		t.Errorf("waiting ends with %v", err)
	}

	second := make(chan error)
	go func() {
		unlock, err := lock(t.Context(), path)
		if err == nil {
			unlock()
		}
		second <- err
	}()
	unlock()
	if err := <-second; err != nil {
		t.Errorf("after the first: %v", err)
	}
	if _, err := lock(t.Context(), filepath.Join(path, "below a file")); err == nil {
		t.Error("a file that cannot be made is locked")
	}
}
