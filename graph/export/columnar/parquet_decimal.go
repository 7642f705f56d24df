package columnar

import (
	"bytes"
	"cmp"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// decimalWidth is the number of bytes of a decimal with 19 digits.
const decimalWidth = 9

// parquetDecimal is a decimal type with correct statistics. The library compares decimals as texts, so that negative
// numbers would be the largest, and its page index does not support pages with only nulls. A column of this type has no
// dictionary, since that would compare as the library does.
type parquetDecimal struct{ parquet.Type }

func newParquetDecimal() parquetDecimal {
	return parquetDecimal{parquet.Decimal(2, 19, parquet.FixedLenByteArrayType(decimalWidth)).Type()}
}

// Compare compares two decimals.
func (parquetDecimal) Compare(a, b parquet.Value) int {
	return compareDecimals(a.ByteArray(), b.ByteArray())
}

// compareDecimals compares two decimals by their bytes. The first byte has the sign.
func compareDecimals(a, b []byte) int {
	return cmp.Or(cmp.Compare(int8(a[0]), int8(b[0])), bytes.Compare(a, b))
}

// NewColumnBuffer returns a buffer whose pages have correct bounds.
func (t parquetDecimal) NewColumnBuffer(place, values int) parquet.ColumnBuffer {
	return decimalBuffer{t.Type.NewColumnBuffer(place, values)}
}

type decimalBuffer struct{ parquet.ColumnBuffer }

// Page returns the page of the buffer's values.
func (b decimalBuffer) Page() parquet.Page { return decimalPage{b.ColumnBuffer.Page()} }

type decimalPage struct{ parquet.Page }

// Bounds returns the smallest and the largest value.
func (p decimalPage) Bounds() (least, greatest parquet.Value, any bool) {
	values := p.Data()
	all, _ := values.FixedLenByteArray()
	if len(all) == 0 {
		return least, greatest, false
	}
	lowest, highest := all[:decimalWidth], all[:decimalWidth]
	for ; len(all) > 0; all = all[decimalWidth:] {
		if v := all[:decimalWidth]; compareDecimals(v, lowest) < 0 {
			lowest = v
		} else if compareDecimals(v, highest) > 0 {
			highest = v
		}
	}
	return parquet.FixedLenByteArrayValue(lowest), parquet.FixedLenByteArrayValue(highest), true
}

// NewColumnIndexer returns an empty index.
func (parquetDecimal) NewColumnIndexer(int) parquet.ColumnIndexer { return &decimalIndex{} }

// decimalIndex has the bounds of each page of a row group. They are empty if all values of the page are null.
type decimalIndex struct{ of format.ColumnIndex }

// Reset removes all pages. Results of ColumnIndex stay valid.
func (i *decimalIndex) Reset() { i.of = format.ColumnIndex{} }

// IndexPage adds a page.
func (i *decimalIndex) IndexPage(values, nulls int64, least, greatest parquet.Value) {
	i.of.NullPages = append(i.of.NullPages, values == nulls)
	i.of.NullCounts = append(i.of.NullCounts, nulls)
	i.of.MinValues = append(i.of.MinValues, least.AppendBytes([]byte{}))
	i.of.MaxValues = append(i.of.MaxValues, greatest.AppendBytes([]byte{}))
}

// ColumnIndex returns the index, without an order of the pages.
func (i *decimalIndex) ColumnIndex() format.ColumnIndex { return i.of }
