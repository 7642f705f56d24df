package transport

import (
	"mime"
	"strconv"
	"strings"
)

// The media types of GraphQL over HTTP. With jsonType, a well-formed request gets status 200 even if its query is
// invalid, since clients that accept only this type treat any other status as a network error.
const (
	jsonType     = "application/json"
	responseType = "application/graphql-response+json"
)

// negotiate returns the media type of the response according to the request's Accept header fields (RFC 9110, section
// 12.5.1), and false if neither type is acceptable. With equal quality, responseType is preferred if it is named,
// otherwise jsonType. Invalid parts of the header are ignored.
func negotiate(accept []string) (mediaType string, ok bool) {
	if strings.Join(accept, "") == "" {
		return jsonType, true
	}
	var json, response wish
	for _, field := range accept {
		for part := range strings.SplitSeq(field, ",") {
			named, params, err := mime.ParseMediaType(part)
			if err != nil {
				continue
			}
			quality, readable := qualityOf(params["q"])
			if !readable {
				continue
			}
			json.hear(named, jsonType, quality)
			response.hear(named, responseType, quality)
		}
	}
	switch {
	case json.quality == 0 && response.quality == 0:
		return "", false
	case response.quality > json.quality, response.quality == json.quality && response.exactness == exact:
		return responseType, true
	}
	return jsonType, true
}

// wish is the quality of a media type: that of the most specific range that matches it.
type wish struct {
	exactness int
	quality   float64
}

const (
	anything = 1 + iota
	anyOfType
	exact
)

func (w *wish) hear(named, mediaType string, quality float64) {
	exactness := 0
	switch named {
	case mediaType:
		exactness = exact
	case "application/*":
		exactness = anyOfType
	case "*/*":
		exactness = anything
	}
	if exactness > w.exactness {
		*w = wish{exactness, quality}
	}
}

// qualityOf parses a quality value. The default is 1.
func qualityOf(q string) (float64, bool) {
	if q == "" {
		return 1, true
	}
	value, err := strconv.ParseFloat(q, 64)
	return value, err == nil && 0 <= value && value <= 1
}

// isJSON reports whether a body is JSON, which is always UTF-8.
func isJSON(contentType string) bool {
	if contentType == jsonType {
		return true
	}
	mediaType, params, err := mime.ParseMediaType(contentType)
	charset, given := params["charset"]
	return err == nil && mediaType == jsonType && (!given || strings.EqualFold(charset, "utf-8"))
}
