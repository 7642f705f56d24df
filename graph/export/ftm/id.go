package ftm

import (
	"crypto/sha256"
	"encoding/hex"
)

// longest is how many bytes the id of an entity has at most.
const longest = 200

// ID writes an id in the characters that ids of FollowTheMoney have: ASCII letters and digits, and points and hyphens
// but at either end. A colon becomes two points, and each byte of what else there is a point and its two hexadecimal
// digits, so that the id can be read back: firm:uisee is firm..uisee. Of one that is too long the beginning stays, and
// the rest becomes its SHA-256.
func ID(id string) string {
	const digits = "0123456789abcdef"
	b := make([]byte, 0, len(id)+8)
	for i := range len(id) {
		switch c := id[i]; {
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '-' && i > 0 && i < len(id)-1:
			b = append(b, c)
		case c == ':' && i > 0 && i < len(id)-1:
			b = append(b, '.', '.')
		case i == 0: // a point cannot come first
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
