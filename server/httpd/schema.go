package httpd

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// schemaPath is the path of the schema as text.
const schemaPath = "/schema.graphqls"

// serveSchema serves the text of the schema. The entity tag changes only with the text; it is weak because responses can be
// compressed. An empty text is a schema that the operator does not show.
func serveSchema(text string) http.HandlerFunc {
	tag := fmt.Sprintf(`W/"%x"`, sha256.Sum256([]byte(text)))
	return func(w http.ResponseWriter, r *http.Request) {
		if text == "" {
			writeText(w, http.StatusForbidden, "the schema is not served, because introspection is disabled or only trusted documents are "+
				"accepted; `stakegraph schema` prints it\n")
			return
		}
		w.Header().Set("Content-Type", "text/plain; charset=utf-8") // browsers show it, and no type for schemas is registered
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("ETag", tag)
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(text))
	}
}
