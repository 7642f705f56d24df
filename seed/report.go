package seed

import (
	"bytes"
	"fmt"
	"io"
	"text/tabwriter"
)

// Report has the counts of a load. Rows are rows of data files. Facts are nodes and relationships: a row can become none,
// one or several of them.
type Report struct {
	Files                       []FileReport // in the order of reading
	Read, Rejected              int          // rows; rejected are those with at least one problem
	Created, Updated, Unchanged int          // facts; all 0 if the load failed
	Unstated                    int          // stored facts that the files do not state; 0 if the load failed
	Warnings                    []Problem    // likely mistakes in rows that were loaded nevertheless
}

// FileReport has the counts of one file.
type FileReport struct {
	Name           string
	Read, Rejected int // rows, without the header
}

// WriteTo writes the report as aligned columns for a terminal.
func (r Report) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	// The first column is aligned left, which AlignRight does not support: names are padded to one width here.
	width := len("facts")
	for _, f := range r.Files {
		width = max(width, len(f.Name))
	}
	line := func(name string, values ...any) {
		fmt.Fprintf(t, "%-*s\t", width, name)
		for i := range 4 {
			var value any = ""
			if i < len(values) {
				value = values[i]
			}
			fmt.Fprintf(t, "%v\t", value)
		}
		fmt.Fprintln(t)
	}
	line("rows", "read", "rejected")
	for _, f := range r.Files {
		line(f.Name, f.Read, f.Rejected)
	}
	line("all", r.Read, r.Rejected)
	line("")
	line("facts", "created", "updated", "unchanged", "not in files")
	line("all", r.Created, r.Updated, r.Unchanged, r.Unstated)
	if err := t.Flush(); err != nil {
		return 0, err
	}
	var trimmed bytes.Buffer
	for text := range bytes.Lines(b.Bytes()) {
		trimmed.Write(bytes.TrimRight(bytes.TrimPrefix(text, []byte("  ")), " \n"))
		trimmed.WriteByte('\n')
	}
	return trimmed.WriteTo(w)
}

// String returns the text that WriteTo writes.
func (r Report) String() string {
	var b bytes.Buffer
	_, _ = r.WriteTo(&b) // a buffer never fails
	return b.String()
}
