package lru_test

import (
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/lru"
)

type linked struct {
	name  string
	next  *linked
	other any
	heavy *library
}

type library struct{ Books [1 << 20]byte }

func TestFootprint(t *testing.T) {
	const pointer, text, slice = 8, 16, 24
	circle := &linked{name: "abc"}
	circle.next = &linked{next: circle, other: []int32{1, 2}}
	each := int64(reflect.TypeFor[linked]().Size())
	for name, c := range map[string]struct {
		value any
		want  int64
	}{
		"nothing":             {nil, 0},
		"a number":            {int64(7), 8},
		"a text":              {"abcd", text + 4},
		"a pointer to none":   {(*int64)(nil), pointer},
		"numbers, with room":  {make([]int64, 2, 10), slice + 80},
		"texts":               {[]string{"ab", ""}, slice + 2*text + 2},
		"an array of texts":   {[2]string{"ab", "c"}, 2*text + 3},
		"an array of numbers": {[2]int64{1, 2}, 16},
		"a circle, each once": {circle, pointer + 2*each + 3 + slice + 8},
		"what others hold":    {&linked{heavy: new(library)}, pointer + each},
	} {
		if got := lru.Footprint(c.value, reflect.TypeFor[library]()); got != c.want {
			t.Errorf("%s: %d bytes, want %d", name, got, c.want)
		}
	}
}

// TestFootprintOfAllocations compares a footprint with the growth of the heap.
func TestFootprintOfAllocations(t *testing.T) {
	live := func() int64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	before := live()
	value := map[string][]*linked{}
	for i := range 500 {
		key := strings.Repeat("k", 10+i)
		for range 20 {
			value[key] = append(value[key], &linked{name: strings.Clone(key), other: &linked{}})
		}
	}
	grown, got := live()-before, lru.Footprint(value)
	if got < grown*8/10 || got > grown*13/10 {
		t.Errorf("a footprint of %d bytes, and the heap has grown by %d", got, grown)
	}
	runtime.KeepAlive(value)
}
