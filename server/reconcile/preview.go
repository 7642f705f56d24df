package reconcile

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"net/http"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// previewPage shows a node to a user who chooses among candidates. The template escapes all values.
var previewPage = template.Must(template.New("preview").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{.Name}}</title></head>
<body><h1>{{.Name}}</h1>{{with .NameZh}}<p lang="zh">{{.}}</p>{{end}}<p>{{.Kind}} · {{.ID}}</p>
{{with .City}}<p>{{.}}</p>{{end}}{{with .Founded}}<p>Founded in {{.}}</p>{{end}}</body></html>
`))

type preview struct{ ID, Kind, Name, NameZh, City, Founded string }

// previewed are the columns of a preview, in the order of its record.
var previewed = []plan.Item{
	plan.Column{Property: model.ID, Part: plan.Kind},
	plan.Column{Property: model.Name},
	plan.Column{Property: model.NameZh},
	plan.Column{Property: model.City},
	plan.Column{Property: model.FoundedYear},
	plan.Column{Property: model.Title},
}

func (s *service) servePreview(w http.ResponseWriter, r *http.Request) {
	form, err := formOf(r)
	id := form.Get("id")
	if err == nil && !model.ValidID(id) {
		err = fmt.Errorf("%w: parameter `id`: not a valid id", errRequest)
	}
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	found := lookup(id)
	found.Row.Items = previewed
	record, err := s.run(r.Context(), found)
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
	w.Header().Set("Content-Security-Policy", "default-src 'none'") // allows other programs to show it in a frame
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
	label, _ := model.ParseLabel(values[0])
	return preview{id, typeNames[label], cmp.Or(values[1], values[5]), values[2], values[3], values[4]}
}
