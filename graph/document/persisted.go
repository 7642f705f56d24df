package document

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/lru"
)

// persisted resolves the documents that clients name by their SHA-256 in hexadecimal: in the extension persistedQuery,
// like Apollo's clients, or as documentId with the prefix "sha256:", as in the working draft of GraphQL over HTTP.
type persisted struct {
	trusted map[string]string          // by hash or by an id of the client's own; nil if all documents are allowed
	cache   *lru.Cache[string, string] // documents that were sent with their hash
}

// Request is a GraphQL request. It has a query, a documentId, or a hash in the extensions.
type Request struct {
	Query         string         `json:"query"`
	OperationName string         `json:"operationName"`
	DocumentID    string         `json:"documentId"`
	Variables     map[string]any `json:"variables"`
	Extensions    map[string]any `json:"extensions"`
}

// IsEmpty reports whether a request names no document.
func (r *Request) IsEmpty() bool {
	return r.Query == "" && r.DocumentID == "" && r.Extensions["persistedQuery"] == nil
}

// trustedPrefix is the optional prefix of a hash.
const trustedPrefix = "sha256:"

// newPersisted takes the trusted documents by name, or nil to allow all documents. It caches at most so many bytes of
// documents that were sent with their hash.
func newPersisted(trusted map[string]string, most int64) *persisted {
	weigh := func(name, text string) int64 { return int64(len(name) + len(text)) }
	p := &persisted{cache: lru.New(most, weigh, nil)}
	if trusted == nil {
		return p
	}
	p.trusted = make(map[string]string, 2*len(trusted))
	for name, text := range trusted {
		p.trusted[strings.TrimPrefix(name, trustedPrefix)] = text
		p.trusted[hashOf(text)] = text
	}
	return p
}

// resolve sets the query of a request that names its document. A request without a hash, or with a hash and a query,
// keeps its query. Such a query is cached by keep once it has proved to be valid.
func (p *persisted) resolve(r *Request) *gqlerror.Error {
	name, failure := r.named()
	switch {
	case failure != nil:
		return failure
	case p.trusted != nil:
		if name == "" {
			name = hashOf(r.Query)
		}
		text, known := p.trusted[name]
		if !known || r.Query != "" && r.Query != text {
			return apierror.New(apierror.CodeDocumentNotTrusted, "the document is not trusted: send the hash or the name of a trusted document, "+
				"or ask the operator to add this one")
		}
		r.Query = text
	case name == "":
	case !isHash(name):
		return apierror.New(apierror.CodeInvalidRequest, apierror.Quoted(name)+" is not a hash: send the SHA-256 of the query as 64 lower-case hexadecimal digits")
	case r.Query != "":
		if hashOf(r.Query) != name {
			return apierror.New(apierror.CodeInvalidRequest, "the hash does not match the query: send the SHA-256 of the query as 64 lower-case hexadecimal digits")
		}
	default:
		text, known := p.cache.Get(name)
		if !known {
			return apierror.New(apierror.CodePersistedQueryNotFound, "PersistedQueryNotFound") // clients compare this text
		}
		r.Query = text
	}
	return nil
}

// keep caches a valid document that was sent with its hash.
func (p *persisted) keep(r *Request) {
	if name, _ := r.named(); name != "" && p.trusted == nil {
		p.cache.Add(name, r.Query)
	}
}

// named returns the name of a request's document, or "".
func (r *Request) named() (string, *gqlerror.Error) {
	if r.DocumentID != "" {
		return strings.TrimPrefix(r.DocumentID, trustedPrefix), nil
	}
	extension, given := r.Extensions["persistedQuery"]
	if !given || extension == nil {
		return "", nil
	}
	fields, _ := extension.(map[string]any)
	hash, _ := fields["sha256Hash"].(string)
	if version, _ := fields["version"].(interface{ String() string }); version == nil || version.String() != "1" || hash == "" {
		return "", apierror.New(apierror.CodeInvalidRequest, "extension `persistedQuery`: `version` must be 1, and `sha256Hash` is required")
	}
	return hash, nil
}

// isHash reports whether a name has the form of a hash.
func isHash(name string) bool {
	_, err := hex.DecodeString(name)
	return err == nil && len(name) == 2*sha256.Size && strings.ToLower(name) == name
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
