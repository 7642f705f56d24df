package neo4j

import (
	"context"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/store"
)

// piecesAtATime is the number of rows that the database sends before it waits for the next request, so that it stops
// soon if no more rows are read.
const piecesAtATime = 1000

// inPieces reports whether an answer with these columns comes in pieces.
func inPieces(columns []string) bool {
	return len(columns) == cypher.PieceColumns && columns[cypher.PieceOf] == cypher.PieceColumn
}

// joinPieces reads an answer in pieces, and returns the values that would be its one row. If the answer exceeds the
// allowance of the context, it stops with the error of the allowance.
func joinPieces(ctx context.Context, result driver.ResultWithContext) ([]any, error) {
	allowance := store.AllowanceOf(ctx)
	var values []any
	sum, joined := 0, 0
	defer func() { allowance.Release(joined) }() // the record takes them again
	for result.Next(ctx) {
		row := result.Record().Values
		_, bytes := extent(row[cypher.PiecePart:])
		sum += bytes
		if err := allowance.Check(sum); err != nil {
			return nil, err
		}
		if err := allowance.Hold(bytes); err != nil {
			return nil, err
		}
		joined += bytes
		values = addPiece(values, row)
	}
	return values, result.Err()
}

// addPiece inserts a piece at its place.
func addPiece(values, row []any) []any {
	of, _ := row[cypher.PieceOf].(int64)
	at, _ := row[cypher.PieceAt].(int64)
	for int64(len(values)) <= of {
		values = append(values, nil)
	}
	if many, _ := row[cypher.PieceOfList].(bool); !many {
		values[of] = row[cypher.PiecePart]
		return values
	}
	list, _ := values[of].([]any)
	if list == nil {
		list = []any{}
	}
	for int64(len(list)) <= at {
		list = append(list, nil)
	}
	if at >= 0 {
		list[at] = row[cypher.PiecePart]
	}
	values[of] = list
	return values
}
