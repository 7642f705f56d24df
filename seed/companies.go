package seed

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// A firm and a corporate investor with the same id are one company. It is one node with the firm's id, in whichever order
// the two rows were loaded, by one load or by several. The firm's own values take precedence; values of the investor fill
// in missing ones.

// companies has the stored nodes of the companies that the files name, by their ids in the files.
type companies struct {
	firms     map[string]model.Node // for investors that firms.csv does not list, and for firms that were listed as investors
	investors map[string]model.Node // for firms
	apart     []string              // companies that an earlier version of the program stored as two nodes
}

// lookedUp is the number of nodes in one lookup.
const lookedUp = 5000

// lookUp reads the stored nodes of the companies that the files name.
func (k *known) lookUp(w store.LoadWriter) error {
	var ids, firms []string
	for id := range k.firms.lines {
		ids = append(ids, "investor:"+id)
		if _, twin := k.twins[id]; !twin {
			firms = append(firms, "firm:"+id)
		}
	}
	for id := range k.investors.lines {
		if !k.firms.has(id) {
			ids = append(ids, "firm:"+id)
		}
	}
	k.stored = companies{firms: map[string]model.Node{}, investors: map[string]model.Node{}}
	keep := func(n model.Node) {
		switch kind, id := cutID(n.ID()); kind {
		case "investor":
			k.stored.investors[id] = n
		case "firm":
			k.stored.firms[id] = n
		default:
			panic("seed: node was not looked up: " + n.ID())
		}
	}
	if err := errors.Join(eachNode(w.Nodes, ids, keep), eachNode(w.Listed, firms, keep)); err != nil {
		return err
	}
	ids = ids[:0]
	for id := range k.stored.investors {
		ids = append(ids, "firm:"+id)
	}
	for id := range k.stored.firms {
		if !k.firms.has(id) {
			ids = append(ids, "investor:"+id)
		}
	}
	both := map[string]bool{}
	if err := eachNode(w.Nodes, ids, func(n model.Node) {
		_, id := cutID(n.ID())
		both[id] = true
	}); err != nil {
		return err
	}
	k.stored.apart = slices.Sorted(maps.Keys(both))
	return nil
}

func eachNode(read func(ids []string) ([]model.Node, error), ids []string, visit func(model.Node)) error {
	slices.Sort(ids)
	for some := range slices.Chunk(ids, lookedUp) {
		nodes, err := read(some)
		if err != nil {
			return err
		}
		for _, n := range nodes {
			visit(n)
		}
	}
	return nil
}

// writeFirm stores a firm, joined with its values as an investor from the files or from the store.
func writeFirm(k *known, r *row, w *target) error {
	id := r.value("id")
	n := model.Node{Label: model.Firm, Properties: readFirm(k, r)}
	if twin, ok := k.twins[id]; ok {
		n.Investor = true
		join(n.Properties, twin)
	} else if listed, ok := k.stored.firms[id]; ok {
		n.Investor = true
		own := maps.Clone(listed.Properties)
		maps.DeleteFunc(own, func(p model.Property, _ any) bool {
			return (p == model.Name || p == model.NameZh) && n.Properties[p] != nil // an old name is no alias
		})
		join(n.Properties, own)
	}
	investor, stored := k.stored.investors[id]
	_, twin := k.twins[id]
	switch {
	case !stored:
		return w.Node(n)
	case !twin && investor.Label != model.Firm:
		r.problem("id", "%s is stored as an investor of another kind (expected another id, or a row of investors.csv "+
			"of kind CORPORATE for the same company)", quoted(id))
		return nil
	case slices.Contains(k.stored.apart, id):
		k.warnApart(r, id)
		return w.Node(n)
	case !twin:
		n.Investor = true
		join(n.Properties, investor.Properties)
	}
	return w.replace(investor.ID(), n)
}

// warnApart warns that earlier loads stored a company as two nodes, whose facts can no longer be assigned to one or the other.
func (k *known) warnApart(r *row, id string) {
	k.warn(r, "id", "both firm:%s and investor:%[1]s are stored for this company; this load writes only to firm:%[1]s "+
		"(to merge them, load all data into a new database)", id)
}

// writeInvestor stores an investor, unless it was stored with its firm.
func writeInvestor(k *known, r *row, w *target) error {
	id := r.value("id")
	if _, twin := k.twins[id]; twin {
		return nil
	}
	label, p := readInvestor(k, r)
	firm, stored := k.stored.firms[id]
	if !stored {
		return w.Node(model.Node{Label: label, Investor: true, Properties: p})
	}
	if label != model.Firm {
		r.problem("kind", "%s, but a firm with the id %s is stored (expected CORPORATE for the same company, or another id)",
			quoted(r.value("kind")), quoted(id))
		return nil
	}
	if slices.Contains(k.stored.apart, id) {
		k.warnApart(r, id)
	}
	n := model.Node{Label: model.Firm, Investor: true, Properties: maps.Clone(firm.Properties)}
	join(n.Properties, p)
	return w.Node(n)
}

// join adds the values of a company as an investor to its values as a firm. The firm's own values take precedence, a
// different name becomes an alias, and the sources are the union of both.
func join(firm, investor model.Properties) {
	var aliases []string
	for _, name := range []model.Property{model.Name, model.NameZh} {
		own, other := firm[name], investor[name]
		if text, ok := other.(string); ok && own != nil && own != other && !slices.Contains(aliases, text) {
			aliases = append(aliases, text)
		}
	}
	if aliases != nil {
		firm[model.Aliases] = aliases
	}
	var sources []string
	for _, p := range []model.Properties{firm, investor} {
		ids, _ := p[model.Sources].([]string)
		for _, id := range ids {
			if !slices.Contains(sources, id) {
				sources = append(sources, id)
			}
		}
	}
	firm[model.Sources] = sources
	for property, value := range investor {
		if _, ok := firm[property]; !ok {
			firm[property] = value
		}
	}
}

// investorID returns the global id of an investor. It is the firm's id if the investor is also a firm.
func (k *known) investorID(id string) string {
	if _, stored := k.stored.firms[id]; stored {
		return "firm:" + id
	}
	return k.investorInFiles(id)
}

// investorInFiles returns the result of investorID for an empty store. Ids of facts are made from it, so that they do not
// depend on what is stored.
func (k *known) investorInFiles(id string) string {
	if _, twin := k.twins[id]; twin {
		return "firm:" + id
	}
	return "investor:" + id
}

// located adds the line of an investor to the error about its kind that the store reports after all rows are written.
func (k *known) located(err error) error {
	misfit, is := errors.AsType[*store.MisfitError](err)
	if !is {
		return err
	}
	_, id := cutID(misfit.Node)
	if line, ok := k.investors.lines[id]; ok {
		return fmt.Errorf("%s:%d: %w", k.investors.file, line, err)
	}
	return err
}

// named indexes the names of a firm.
func (k *known) named(r *row, id string) {
	for _, column := range nameColumns {
		name := model.Fold(r.value(column))
		if _, taken := k.firmNames[name]; name != "" && !taken {
			k.firmNames[name] = id
		}
	}
}

var nameColumns = []string{"name", "name_zh"}

// warnOfNames warns of a corporate investor with the name of a firm: it may be the same company with another id.
func (k *known) warnOfNames(r *row) {
	for _, column := range nameColumns {
		if firm, same := k.firmNames[model.Fold(r.value(column))]; same {
			k.warn(r, column, "%s is also the name of the firm %s; they are loaded as two companies (give both the "+
				"same id if they are one company)", quoted(r.value(column)), quoted(firm))
			return
		}
	}
}

// cutID splits a global id into its kind and the id in the files.
func cutID(global string) (kind, id string) {
	kind, id, _ = strings.Cut(global, ":")
	return kind, id
}
