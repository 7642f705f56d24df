package cypher

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// SmallAnswer is the largest number of objects of a plan that is answered with one row. The driver reads a row as a
// whole, so a larger answer comes in pieces, and each is counted before the next one is read.
const SmallAnswer = 50_000

// The columns of a piece: the place of the item in the plan's row, whether the item is a list, the place of the piece
// in the list, and the piece. A list starts with a row for place -1. Any other item is a single piece.
const (
	PieceOf = iota
	PieceOfList
	PieceAt
	PiecePart
	PieceColumns
)

// PieceColumn is the name of the first column. No other statement has it.
const PieceColumn = "pieceOf"

// comesInPieces reports whether the answer to a plan comes in pieces. A plan with InitPlans does not, since their
// results have their own limits.
func comesInPieces(p *plan.Plan, small int) bool {
	return len(p.InitPlans) == 0 && p.Objects(small+1) > small
}

// pieces writes the end of a statement that returns its items in pieces.
func (r *renderer) pieces(row plan.Row, numbers []int) {
	r.line("UNWIND [")
	for i, item := range row.Items {
		ofList := strconv.FormatBool(isList(item))
		r.write(comma(i), "[", strconv.Itoa(i), ", ", ofList, ", ", variable('v', numbers[i]), "]")
	}
	r.write("] AS item")
	r.line("UNWIND CASE WHEN item[1] THEN range(-1, size(item[2]) - 1) ELSE [-1] END AS at")
	r.line("RETURN item[0] AS ", PieceColumn, ", item[1] AS ofList, at")
	r.write(", CASE WHEN NOT item[1] THEN item[2] WHEN at >= 0 THEN item[2][at] END AS part")
}

func isList(item plan.Item) bool {
	switch item.(type) {
	case *plan.List, *plan.Groups:
		return true
	case *plan.TotalCount, *plan.GroupCount, *plan.Aggregate, *plan.One, plan.Column:
		return false
	default:
		panic("an item of a plan that is not known")
	}
}
