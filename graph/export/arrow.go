package export

import (
	"archive/zip"
	"io"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/ipc"
)

// arrowRows is how many rows a batch of an Arrow file has at most.
const arrowRows = 8 << 10

// arrowFile writes Arrow's IPC file format, https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format. Nothing
// is compressed inside, since not all readers can; the ZIP file around it is.
type arrowFile struct{ to *ipc.FileWriter }

func newArrow(w io.Writer, s *Schema) (Writer, error) {
	return newPair(w, s, "arrow", zip.Deflate, func(w io.Writer, nodes bool) (table, error) {
		columns := recordSchema(s, nodes)
		to, err := ipc.NewFileWriter(w, ipc.WithSchema(columns))
		if err != nil {
			return nil, err
		}
		return newRecordTable(arrowFile{to}, columns, s, nodes, arrowRows), nil
	})
}

func (f arrowFile) write(batch arrow.RecordBatch) error { return f.to.Write(batch) }

func (f arrowFile) close() error { return f.to.Close() }
