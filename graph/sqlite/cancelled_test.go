package sqlite_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestCancelledLoads checks that a load that is cancelled during a lookup returns the right error, and stores nothing.
func TestCancelledLoads(t *testing.T) {
	node := func(label model.Label, id string) model.Node {
		return model.Node{Label: label, Properties: model.Properties{model.ID: id, model.Name: id}}
	}
	invested := func(number string) model.Relationship {
		return model.Relationship{
			Type: model.InvestedIn, From: "investor:" + number, To: "firm:" + number,
			Properties: model.Properties{model.ID: "investment:" + number, model.Lead: true},
		}
	}
	committed := func(from, to string) model.Relationship {
		return model.Relationship{
			Type: model.CommittedTo, From: "investor:" + from, To: "investor:" + to,
			Properties: model.Properties{model.ID: "commitment:" + from},
		}
	}
	for name, fill := range map[string]func(w store.Writer, cancel func()) error{
		"before the ends of a relationship are looked up": func(w store.Writer, cancel func()) error {
			if err := w.Relationship(committed("1", "2")); err != nil {
				return err
			}
			cancel()
			return w.Relationship(committed("3", "4"))
		},
		"before labels are checked": func(w store.Writer, cancel func()) error {
			if err := errors.Join(w.Relationship(invested("1")), w.Node(node(model.Sector, "firm:1"))); err != nil {
				return err
			}
			cancel()
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := sqlite.Open(t.Context(), sqlite.Memory)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if _, err := s.Load(t.Context(), func(w store.Writer) error {
				return errors.Join(w.Node(node(model.VCFund, "investor:1")), w.Node(node(model.VCFund, "investor:2")),
					w.Node(node(model.VCFund, "investor:3")), w.Node(node(model.VCFund, "investor:4")), w.Node(node(model.Firm, "firm:1")))
			}); err != nil {
				t.Fatal(err)
			}
			before, err := s.Revision(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			_, err = s.Load(ctx, func(w store.Writer) error { return fill(w, cancel) })
			if !errors.Is(err, store.ErrCancelled) || errors.Is(err, store.ErrInvalid) {
				t.Errorf("%v, want ErrCancelled", err)
			}
			if after, err := s.Revision(t.Context()); err != nil || after != before {
				t.Errorf("the revision is %s, was %s: %v", after, before, err)
			}
		})
	}
}
