package lexicon

import "slices"

// Location is a place in a name.
type Location struct {
	Sense
	First bool // the name begins with it
}

// IsCountry reports whether the place is China.
func (l Location) IsCountry() bool { return l.Meaning == china }

// IsAbroad reports whether the place is another country, or in one.
func (l Location) IsAbroad() bool { return abroad[l.Meaning] || abroad[l.Within] }

// overlaps reports whether the places are equal, or one is in the other.
func (l Location) overlaps(other Location) bool {
	return l.Meaning == other.Meaning || l.Within == other.Meaning || l.Meaning == other.Within ||
		l.IsCountry() && !other.IsAbroad() || other.IsCountry() && !l.IsAbroad()
}

// SamePlaces reports whether two names have the same location. One of them may be more precise.
func SamePlaces(as, bs []Location) bool {
	within := func(as, bs []Location) bool {
		return !slices.ContainsFunc(as, func(a Location) bool { return !slices.ContainsFunc(bs, a.overlaps) })
	}
	shared := slices.ContainsFunc(as, func(a Location) bool {
		return slices.ContainsFunc(bs, func(b Location) bool { return a.Meaning == b.Meaning })
	})
	return shared && within(as, bs) && within(bs, as)
}
