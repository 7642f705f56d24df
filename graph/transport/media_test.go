package transport

import "testing"

func TestNegotiate(t *testing.T) {
	const none = ""
	for accept, want := range map[string]string{
		"application/json":                  jsonType,
		"application/graphql-response+json": responseType,
		"Application/GraphQL-Response+JSON": responseType,
		"*/*":                               jsonType,
		"application/*":                     jsonType,
		"application/graphql-response+json, application/json":             responseType,
		"application/json, application/graphql-response+json":             responseType,
		"application/json, application/graphql-response+json;q=0.9":       jsonType,
		"application/json;q=0.8, application/graphql-response+json;q=0.9": responseType,
		"application/graphql-response+json, */*;q=0.1":                    responseType,
		"application/json;charset=utf-8, */*;q=0.9":                       jsonType,
		"application/json;q=0, */*":                                       responseType,
		"*/*;q=0.5, application/graphql-response+json;q=0":                jsonType,
		"application/graphql-response+json; charset=utf-8; q=0.1":         responseType,
		"text/html, application/xhtml+xml, */*;q=0.8":                     jsonType,
		"text/html":            none,
		"text/*":               none,
		"application/json;q=0": none,
		"*/*;q=0":              none,
		"application/json;q=2": none,
		"application/json;q=often, application/*;q=0.1": jsonType,
		";;;, application/graphql-response+json":        responseType,
		"":                                              jsonType,
	} {
		if got, ok := negotiate([]string{accept}); got != want || ok != (want != none) {
			t.Errorf("Accept: %s gives %q, want %q", accept, got, want)
		}
	}
	if got, ok := negotiate(nil); got != jsonType || !ok {
		t.Errorf("no Accept gives %q, want %q", got, jsonType)
	}
	if got, _ := negotiate([]string{"application/json;q=0.1", "application/graphql-response+json;q=0.2"}); got != responseType {
		t.Errorf("two header fields give %q", got)
	}
}

func TestIsJSON(t *testing.T) {
	for contentType, want := range map[string]bool{
		"application/json": true, "application/json; charset=utf-8": true, `application/json;charset="UTF-8"`: true,
		"APPLICATION/JSON": true, "application/json; charset=iso-8859-1": false, "application/jsonx": false, "text/plain": false,
		"application/x-www-form-urlencoded": false, "multipart/form-data; boundary=x": false, "application/graphql": false, "": false,
	} {
		if isJSON(contentType) != want {
			t.Errorf("%q is JSON: %v, want %v", contentType, !want, want)
		}
	}
}
