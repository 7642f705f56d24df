// Package columnar writes columns of values as Arrow and as Parquet, for the formats of export that are tables for data
// frames. It stands behind the rows that export makes of nodes and edges: these fill columns, a batch at a time, and a File
// writes each batch as it comes. It knows nothing of graphs.
package columnar
