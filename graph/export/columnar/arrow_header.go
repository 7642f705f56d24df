package columnar

import flatbuffers "github.com/google/flatbuffers/go"

// arrowHeader writes what an Arrow file says of its parts, as tables of FlatBuffers. Their fields are numbered in the order
// of https://github.com/apache/arrow/tree/main/format: Schema.fbs, Message.fbs and File.fbs. What it returns holds until
// the next call.
type arrowHeader struct{ to *flatbuffers.Builder }

func newArrowHeader() *arrowHeader { return &arrowHeader{flatbuffers.NewBuilder(4 << 10)} }

// arrowVersion is the fifth of the metadata.
const arrowVersion = 4

// The kinds of a message's header.
const (
	arrowSchema = 1
	arrowBatch  = 3
)

// The types of columns.
const (
	arrowInt     = 2
	arrowFloat   = 3
	arrowUTF8    = 5
	arrowBool    = 6
	arrowDecimal = 7
	arrowDate    = 8
	arrowList    = 12
)

// arrowNode is how many values a column has in a batch, and how many of them are not known.
type arrowNode struct{ rows, unknown int64 }

// arrowBuffer is where a buffer is in the body of a batch.
type arrowBuffer struct{ at, length int64 }

func (h *arrowHeader) schemaMessage(columns []*Column, notes [][2]string) []byte {
	h.to.Reset()
	return h.message(arrowSchema, h.schema(columns, notes), 0)
}

func (h *arrowHeader) batchMessage(rows int64, nodes []arrowNode, buffers []arrowBuffer, body int64) []byte {
	h.to.Reset()
	h.to.StartVector(16, len(buffers), 8)
	for i := len(buffers) - 1; i >= 0; i-- {
		h.to.PrependInt64(buffers[i].length)
		h.to.PrependInt64(buffers[i].at)
	}
	bufferList := h.to.EndVector(len(buffers))
	h.to.StartVector(16, len(nodes), 8)
	for i := len(nodes) - 1; i >= 0; i-- {
		h.to.PrependInt64(nodes[i].unknown)
		h.to.PrependInt64(nodes[i].rows)
	}
	nodeList := h.to.EndVector(len(nodes))
	h.to.StartObject(3)
	h.to.PrependInt64Slot(0, rows, 0)
	h.to.PrependUOffsetTSlot(1, nodeList, 0)
	h.to.PrependUOffsetTSlot(2, bufferList, 0)
	return h.message(arrowBatch, h.to.EndObject(), body)
}

func (h *arrowHeader) message(kind byte, header flatbuffers.UOffsetT, body int64) []byte {
	h.to.StartObject(4)
	h.to.PrependInt16Slot(0, arrowVersion, 0)
	h.to.PrependByteSlot(1, kind, 0)
	h.to.PrependUOffsetTSlot(2, header, 0)
	h.to.PrependInt64Slot(3, body, 0)
	h.to.Finish(h.to.EndObject())
	return h.to.FinishedBytes()
}

func (h *arrowHeader) footer(columns []*Column, notes [][2]string, blocks []arrowBlock) []byte {
	h.to.Reset()
	schema := h.schema(columns, notes)
	h.to.StartVector(24, len(blocks), 8)
	for i := len(blocks) - 1; i >= 0; i-- {
		h.to.Prep(8, 24)
		h.to.PrependInt64(blocks[i].body)
		h.to.Pad(4)
		h.to.PrependInt32(int32(blocks[i].metadata))
		h.to.PrependInt64(blocks[i].at)
	}
	blockList := h.to.EndVector(len(blocks))
	h.to.StartObject(4)
	h.to.PrependInt16Slot(0, arrowVersion, 0)
	h.to.PrependUOffsetTSlot(1, schema, 0)
	h.to.PrependUOffsetTSlot(3, blockList, 0)
	h.to.Finish(h.to.EndObject())
	return h.to.FinishedBytes()
}

func (h *arrowHeader) schema(columns []*Column, notes [][2]string) flatbuffers.UOffsetT {
	var fields, pairs []flatbuffers.UOffsetT
	for _, c := range columns {
		fields = append(fields, h.field(c.name, c))
	}
	for _, note := range notes {
		key, value := h.to.CreateString(note[0]), h.to.CreateString(note[1])
		h.to.StartObject(2)
		h.to.PrependUOffsetTSlot(0, key, 0)
		h.to.PrependUOffsetTSlot(1, value, 0)
		pairs = append(pairs, h.to.EndObject())
	}
	fieldList, pairList := h.to.CreateVectorOfTables(fields), h.to.CreateVectorOfTables(pairs)
	h.to.StartObject(3) // its first field is little-endian if it is absent
	h.to.PrependUOffsetTSlot(1, fieldList, 0)
	h.to.PrependUOffsetTSlot(2, pairList, 0)
	return h.to.EndObject()
}

func (h *arrowHeader) field(name string, c *Column) flatbuffers.UOffsetT {
	var elements []flatbuffers.UOffsetT
	if c.of == Lists {
		elements = append(elements, h.field("item", c.elements))
	}
	kind, of := h.typeOf(c.of)
	elementList, called := h.to.CreateVectorOfTables(elements), h.to.CreateString(name)
	h.to.StartObject(6)
	h.to.PrependUOffsetTSlot(0, called, 0)
	h.to.PrependBoolSlot(1, true, false) // what is not known is null
	h.to.PrependByteSlot(2, kind, 0)
	h.to.PrependUOffsetTSlot(3, of, 0)
	h.to.PrependUOffsetTSlot(5, elementList, 0)
	return h.to.EndObject()
}

// typeOf writes the type of a column, and returns which it is.
func (h *arrowHeader) typeOf(s Storage) (kind byte, of flatbuffers.UOffsetT) {
	h.to.StartObject(3)
	switch s {
	case Texts:
		kind = arrowUTF8
	case Integers:
		kind = arrowInt
		h.to.PrependInt32Slot(0, 64, 0) // bits
		h.to.PrependBoolSlot(1, true, false)
	case Decimals:
		kind = arrowDecimal
		h.to.PrependInt32Slot(0, 19, 0) // digits
		h.to.PrependInt32Slot(1, 2, 0)  // of them behind the point
		h.to.PrependInt32Slot(2, 128, 128)
	case Floats:
		kind = arrowFloat
		h.to.PrependInt16Slot(0, 2, 0) // double
	case Booleans:
		kind = arrowBool
	case Days:
		kind = arrowDate
		h.to.PrependInt16Slot(0, 0, 1) // days, where milliseconds are meant by none
	case Lists:
		kind = arrowList
	default:
		panic("columnar: a column of no known storage")
	}
	return kind, h.to.EndObject()
}
