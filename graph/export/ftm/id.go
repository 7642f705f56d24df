package ftm

import (
	"crypto/sha256"
	"encoding/hex"
)

// longest is the maximum length of an entity's id in bytes.
const longest = 200

// ID encodes an id in the characters that ids of FollowTheMoney can have: ASCII letters and digits, and, except at
// either end, points and hyphens. A colon becomes two points, and every other byte a point with its two hexadecimal
// digits, so that ids can be decoded: firm:uisee becomes firm..uisee. An id that is too long is truncated, and ends
// with the SHA-256 of the whole.
func ID(id string) string {
	const digits = "0123456789abcdef"
	b := make([]byte, 0, len(id)+8)
	for i := range len(id) {
		switch c := id[i]; {
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '-' && i > 0 && i < len(id)-1:
			b = append(b, c)
		case c == ':' && i > 0 && i < len(id)-1:
			b = append(b, '.', '.')
		case i == 0: // an id cannot start with a point
			b = append(b, '0', '.', digits[c>>4], digits[c&0xF])
		default:
			b = append(b, '.', digits[c>>4], digits[c&0xF])
		}
	}
	if len(b) <= longest {
		return string(b)
	}
	sum := sha256.Sum256(b)
	return string(b[:longest-2*len(sum)-2]) + "0." + hex.EncodeToString(sum[:])
}
