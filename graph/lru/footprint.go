package lru

import (
	"reflect"
	"unsafe"
)

// Footprint returns the approximate number of bytes that a value keeps alive: itself and everything reachable by
// pointers, slices, maps, strings and interfaces, each object once. Objects of the shared types are left out with
// everything reachable from them, since others keep them alive. Functions and channels are not followed.
func Footprint(value any, shared ...reflect.Type) int64 {
	if value == nil {
		return 0
	}
	w := walk{seen: map[unsafe.Pointer]struct{}{}, shared: map[reflect.Type]struct{}{}}
	for _, t := range shared {
		w.shared[t] = struct{}{}
	}
	v := reflect.ValueOf(value)
	return int64(v.Type().Size()) + w.behind(v)
}

type walk struct {
	seen   map[unsafe.Pointer]struct{}
	shared map[reflect.Type]struct{}
}

// behind returns the bytes reachable from a value, without its own.
func (w walk) behind(v reflect.Value) int64 {
	switch v.Kind() {
	case reflect.String:
		return int64(v.Len())
	case reflect.Pointer:
		if v.IsNil() || w.skips(v.Type().Elem()) || w.met(v.UnsafePointer()) {
			return 0
		}
		return int64(v.Type().Elem().Size()) + w.behind(v.Elem())
	case reflect.Interface:
		if v.IsNil() {
			return 0
		}
		inner := v.Elem()
		if inner.Kind() == reflect.Pointer {
			return w.behind(inner)
		}
		return int64(inner.Type().Size()) + w.behind(inner)
	case reflect.Slice:
		if v.Cap() == 0 || w.met(v.UnsafePointer()) {
			return 0
		}
		sum := int64(v.Cap()) * int64(v.Type().Elem().Size())
		return sum + w.elements(v)
	case reflect.Array:
		return w.elements(v)
	case reflect.Map:
		if v.IsNil() || w.met(v.UnsafePointer()) {
			return 0
		}
		return w.entries(v)
	case reflect.Struct:
		sum := int64(0)
		if w.skips(v.Type()) {
			return 0
		}
		for i := range v.NumField() {
			sum += w.behind(v.Field(i))
		}
		return sum
	default: // numbers, truth values, functions, channels
		return 0
	}
}

func (w walk) elements(v reflect.Value) int64 {
	if isFlat(v.Type().Elem().Kind()) {
		return 0
	}
	sum := int64(0)
	for i := range v.Len() {
		sum += w.behind(v.Index(i))
	}
	return sum
}

func (w walk) entries(v reflect.Value) int64 {
	const table = 48                                                      // of the map itself
	each := int64(v.Type().Key().Size()+v.Type().Elem().Size()+1) * 3 / 2 // a table is never full
	sum := table + each*int64(v.Len())
	for entries := v.MapRange(); entries.Next(); {
		sum += w.behind(entries.Key()) + w.behind(entries.Value())
	}
	return sum
}

func (w walk) skips(t reflect.Type) bool {
	_, skips := w.shared[t]
	return skips
}

// met reports whether an object was visited before.
func (w walk) met(p unsafe.Pointer) bool {
	_, met := w.seen[p]
	w.seen[p] = struct{}{}
	return met
}

// isFlat reports whether values of a kind refer to nothing else.
func isFlat(k reflect.Kind) bool {
	return k >= reflect.Bool && k <= reflect.Complex128
}
