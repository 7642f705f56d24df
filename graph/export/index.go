package export

import (
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"math/bits"
)

// index numbers ids in the order in which they are added, for formats whose edges refer to nodes by number. The memory
// for an id is its bytes, its length in one or two bytes, four bytes for its place, and five to six bytes in a table
// that is three quarters full. The table can take up to twice as much if there are more ids than expected.
type index struct {
	seed  maphash.Seed
	pages [][]byte // the ids, each after its length
	place []uint32 // by number: the offset of the id in the concatenated pages
	table []uint32 // open addressing: 0, or a number plus 1
}

// pageSize is the size of a page of ids in bytes, which is more than the length of the longest id.
const pageSize = 1 << 18

// longestID is the maximum length of an id in bytes.
const longestID = pageSize - binary.MaxVarintLen32

// mostIDs is the maximum number of ids: their places have 32 bits.
const mostIDs = 1 << 28

// newIndex returns an index with capacity for the expected number of ids. It grows if there are more.
func newIndex(expected int64) *index {
	expected = min(expected, mostIDs)
	size := 16 + 4*expected/3
	return &index{seed: maphash.MakeSeed(), place: make([]uint32, 0, expected), table: make([]uint32, size)}
}

// add assigns the next number to an id, starting with 0. It returns false if the id is already in the index, or does
// not fit.
func (x *index) add(id string) bool {
	at, known := x.find(id)
	if known || len(id) > longestID || len(x.place) >= mostIDs || len(x.pages) > 1<<32/pageSize-2 {
		return false
	}
	last := len(x.pages) - 1
	if last < 0 || len(x.pages[last])+len(id)+binary.MaxVarintLen32 > pageSize {
		x.pages = append(x.pages, make([]byte, 0, pageSize))
		last++
	}
	page := x.pages[last]
	x.place = append(x.place, uint32(last*pageSize+len(page)))
	x.pages[last] = append(binary.AppendUvarint(page, uint64(len(id))), id...)
	x.table[at] = uint32(len(x.place))
	if 4*len(x.place) > 3*len(x.table) {
		x.grow()
	}
	return true
}

// number returns the number of an id, and whether the id is in the index.
func (x *index) number(id string) (int, bool) {
	at, known := x.find(id)
	return int(x.table[at]) - 1, known
}

// ends returns the numbers of an edge's ends.
func (x *index) ends(e Edge) (source, target int, err error) {
	source, known := x.number(e.Source)
	if !known {
		return 0, 0, fmt.Errorf("%w: edge %q starts at %q, which is not a node", ErrInput, e.ID, e.Source)
	}
	if target, known = x.number(e.Target); !known {
		return 0, 0, fmt.Errorf("%w: edge %q ends at %q, which is not a node", ErrInput, e.ID, e.Target)
	}
	return source, target, nil
}

// find returns the position of an id in the table, or the free position where it belongs.
func (x *index) find(id string) (at int, known bool) {
	first, _ := bits.Mul64(maphash.String(x.seed, id), uint64(len(x.table))) // maps the hash to a table of any size
	for at = int(first); ; at++ {
		if at == len(x.table) {
			at = 0
		}
		n := x.table[at]
		if n == 0 {
			return at, false
		}
		if string(x.id(n-1)) == id {
			return at, true
		}
	}
}

func (x *index) id(number uint32) []byte {
	place := x.place[number]
	page := x.pages[place/pageSize][place%pageSize:]
	length, size := binary.Uvarint(page)
	return page[size : size+int(length)]
}

func (x *index) grow() {
	x.table = make([]uint32, 2*len(x.table))
	for n := range x.place {
		at, _ := x.find(string(x.id(uint32(n))))
		x.table[at] = uint32(n + 1)
	}
}
