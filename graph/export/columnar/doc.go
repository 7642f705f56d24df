// Package columnar writes columns of values as Arrow and Parquet files, for the table formats of package export. That
// package adds the rows of nodes and edges to columns, one batch at a time, and a File writes each batch. The package
// does not depend on graphs.
package columnar
