package columnar

import (
	"slices"

	flatbuffers "github.com/google/flatbuffers/go"
)

// arrowHeader writes the metadata of an Arrow file as tables of FlatBuffers. Their fields are numbered in the order of
// Schema.fbs, Message.fbs and File.fbs in https://github.com/apache/arrow/tree/main/format. The bytes that its methods
// return are valid until the next call.
type arrowHeader struct{ to *flatbuffers.Builder }

func newArrowHeader() *arrowHeader { return &arrowHeader{flatbuffers.NewBuilder(4 << 10)} }

// arrowVersion is version 5 of the metadata.
const arrowVersion = 4

// The kinds of message headers.
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

func (h *arrowHeader) schemaMessage(columns []*Column, notes [][2]string) []byte {
	h.to.Reset()
	return h.message(arrowSchema, h.schema(columns, notes), 0)
}

// batchMessage returns the metadata of a batch: the number of its rows, the numbers of values and of nulls of each
// column, the offset and length of each buffer in the body, and the length of the body.
func (h *arrowHeader) batchMessage(rows int64, nodes, buffers [][2]int64, body int64) []byte {
	h.to.Reset()
	bufferList, nodeList := h.pairs(buffers), h.pairs(nodes)
	h.to.StartObject(3)
	h.to.PrependInt64Slot(0, rows, 0)
	h.to.PrependUOffsetTSlot(1, nodeList, 0)
	h.to.PrependUOffsetTSlot(2, bufferList, 0)
	return h.message(arrowBatch, h.to.EndObject(), body)
}

// pairs writes a vector of structures of two numbers.
func (h *arrowHeader) pairs(all [][2]int64) flatbuffers.UOffsetT {
	h.to.StartVector(16, len(all), 8)
	for _, pair := range slices.Backward(all) {
		h.to.PrependInt64(pair[1])
		h.to.PrependInt64(pair[0])
	}
	return h.to.EndVector(len(all))
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
	for _, block := range slices.Backward(blocks) {
		h.to.Prep(8, 24)
		h.to.PrependInt64(block.body)
		h.to.Pad(4)
		h.to.PrependInt32(int32(block.metadata))
		h.to.PrependInt64(block.at)
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
	h.to.StartObject(3) // without its first field, the schema is little-endian
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
	h.to.PrependBoolSlot(1, true, false) // unknown values are null
	h.to.PrependByteSlot(2, kind, 0)
	h.to.PrependUOffsetTSlot(3, of, 0)
	h.to.PrependUOffsetTSlot(5, elementList, 0)
	return h.to.EndObject()
}

// typeOf writes the type of a column, and returns which type it is.
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
		h.to.PrependInt32Slot(1, 2, 0)  // digits after the point
		h.to.PrependInt32Slot(2, 128, 128)
	case Floats:
		kind = arrowFloat
		h.to.PrependInt16Slot(0, 2, 0) // double
	case Booleans:
		kind = arrowBool
	case Days:
		kind = arrowDate
		h.to.PrependInt16Slot(0, 0, 1) // days; the default is milliseconds
	case Lists:
		kind = arrowList
	default:
		panic("columnar: unknown storage of a column")
	}
	return kind, h.to.EndObject()
}
