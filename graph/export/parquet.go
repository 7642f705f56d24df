package export

import (
	"archive/zip"
	"io"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
)

// parquetRows is how many rows a row group of a Parquet file has at most.
const parquetRows = 32 << 10

// parquetFile writes Parquet, https://parquet.apache.org/docs/file-format/, a row group for each batch, compressed by
// Snappy as most files are.
type parquetFile struct{ to *pqarrow.FileWriter }

func newParquet(w io.Writer, s *Schema) (Writer, error) {
	return newPair(w, s, "parquet", zip.Store, func(w io.Writer, nodes bool) (table, error) {
		columns := recordSchema(s, nodes)
		properties := parquet.NewWriterProperties(
			parquet.WithCompression(compress.Codecs.Snappy), parquet.WithMaxRowGroupLength(parquetRows), parquet.WithCreatedBy("Stakegraph"))
		to, err := pqarrow.NewFileWriter(columns, w, properties, pqarrow.DefaultWriterProps())
		if err != nil {
			return nil, err
		}
		return newRecordTable(parquetFile{to}, columns, s, nodes, parquetRows), nil
	})
}

func (f parquetFile) write(batch arrow.RecordBatch) error { return f.to.Write(batch) }

func (f parquetFile) close() error { return f.to.Close() }
