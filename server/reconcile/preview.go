package reconcile

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
)

// previewPage shows a node to a person who chooses among candidates. Whatever a name holds is text on it.
var previewPage = template.Must(template.New("preview").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{.Name}}</title></head>
<body><h1>{{.Name}}</h1>{{with .NameZh}}<p lang="zh">{{.}}</p>{{end}}<p>{{.Kind}} · {{.ID}}</p>
{{with .City}}<p>{{.}}</p>{{end}}{{with .Founded}}<p>Founded in {{.}}</p>{{end}}</body></html>
`))

type preview struct{ ID, Kind, Name, NameZh, City, Founded string }

// previewed are the columns of a preview, in the order of its record.
var previewed = []plan.Column{
	{Property: model.ID, Part: plan.Kind},
	{Property: model.Name},
	{Property: model.NameZh},
	{Property: model.City},
	{Property: model.FoundedYear},
	{Property: model.Title},
}

func (s *service) servePreview(w http.ResponseWriter, r *http.Request) {
	form, err := formOf(r)
	id := form.Get("id")
	if err == nil && !model.ValidID(id) {
		err = fmt.Errorf("%w: id is not a global id", errAsked)
	}
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	row := plan.Row{}
	for _, column := range previewed {
		row.Items = append(row.Items, column)
	}
	record, err := s.Store.Run(r.Context(), &plan.Plan{Row: plan.Row{Items: []plan.Item{&plan.List{
		From:  plan.From{Kind: plan.Lookup, Labels: search.Kinds, IDs: []string{id}},
		Order: []plan.Sort{{Column: plan.Column{Property: model.ID}}}, Limit: plan.Unlimited, Row: row,
	}}}})
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	list := record.Root() + 1
	if record.Next(list) == list+1 {
		s.write(w, http.StatusNotFound, failure("no node has this id"))
		return
	}
	var page bytes.Buffer
	if err := previewPage.Execute(&page, previewOf(id, record, list+1)); err != nil {
		s.refuse(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'") // other programs show it in a frame
	_, _ = page.WriteTo(w)
}

func previewOf(id string, r *store.Record, row int) preview {
	var values []string
	for i := row + 1; i < r.Next(row); i = r.Next(i) {
		switch r.Kind(i) {
		case store.Null:
			values = append(values, "")
		case store.Integer:
			values = append(values, strconv.FormatInt(r.Int(i), 10))
		case store.String, store.JSONString:
			values = append(values, r.Text(i))
		default:
			panic("a preview has no such value")
		}
	}
	p := preview{id, values[0], values[1], values[2], values[3], values[4]}
	if label, known := model.ParseLabel(p.Kind); known {
		p.Kind = typeNames[label]
	}
	if p.Name == "" {
		p.Name = values[5]
	}
	return p
}
