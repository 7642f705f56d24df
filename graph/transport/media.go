package transport

import (
	"mime"
	"strconv"
	"strings"
)

// The media types of GraphQL over HTTP. With jsonType, what was asked in good form is answered with status 200 even
// where the query is wrong, since clients that ask for it take any other status for the network's fault.
const (
	jsonType     = "application/json"
	responseType = "application/graphql-response+json"
)

// negotiate returns the media type of the answer by the request's Accept header fields (RFC 9110, section 12.5.1), and
// false where neither will do. Of two that are wanted alike, responseType is preferred where it is named, and jsonType
// where it is not. A part of the header that cannot be read is passed over.
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

// wish is how much a media type is wanted: by the range that names it most exactly.
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

// qualityOf reads a weight, which is 1 where none is given.
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
