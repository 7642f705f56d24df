package neo4j_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/plan"
)

var planningTable = flag.String("planning", "", "the file that BenchmarkPlanning writes its table to")

var idColumn = plan.Column{Property: model.ID}

// planningShapes build plans of a given number of parts that read few rows, so that planning takes most of their time.
var planningShapes = []struct {
	name string
	most int // the maximum parts of a query in this shape
	of   func(parts int) *plan.Plan
}{
	{"lists within each other", plan.DefaultLimits.Depth, func(parts int) *plan.Plan {
		items := []plan.Item{idColumn}
		for i := parts; i > 1; i-- {
			items = []plan.Item{idColumn, hop(i, items)}
		}
		return oneFirm(items)
	}},
	{"lists of one node", plan.DefaultLimits.Parts, func(parts int) *plan.Plan {
		items := []plan.Item{idColumn}
		for i := range parts - 1 {
			l := hop(i, []plan.Item{idColumn})
			l.Where = laterThan(i)
			items = append(items, l)
		}
		return oneFirm(items)
	}},
	{"root lists", plan.DefaultLimits.Parts, func(parts int) *plan.Plan {
		items := make([]plan.Item, parts)
		for i := range items {
			items[i] = firmsWhere(laterThan(i))
		}
		return &plan.Plan{Row: plan.Row{Items: items}}
	}},
	{"conditions on relationships within each other", plan.DefaultLimits.Depth, func(parts int) *plan.Plan {
		where := laterThan(0)
		for i := parts; i > 1; i-- {
			where = plan.Exists{From: hop(i, nil).From, Where: where}
		}
		return &plan.Plan{Row: plan.Row{Items: []plan.Item{firmsWhere(where)}}}
	}},
	{"alternatives on relationships", plan.DefaultLimits.Parts, func(parts int) *plan.Plan {
		or := make(plan.Or, parts-1)
		for i := range or {
			or[i] = plan.And{laterThan(i), plan.Exists{From: hop(0, nil).From, Where: laterThan(i)}}
		}
		return &plan.Plan{Row: plan.Row{Items: []plan.Item{firmsWhere(plan.AnyOf(or...))}}}
	}},
}

func oneFirm(items []plan.Item) *plan.Plan {
	return &plan.Plan{Row: plan.Row{Items: []plan.Item{&plan.One{
		From: plan.From{Kind: plan.Lookup, Labels: model.Firm.Set(), IDs: []string{"firm:g0000001"}}, Row: plan.Row{Items: items},
	}}}}
}

// hop leads from a firm to its investors, or from an investor to its firms.
func hop(i int, items []plan.Item) *plan.List {
	return &plan.List{
		From:  plan.From{Kind: plan.Expand, Rel: model.InvestedIn, Direction: plan.Direction(i % 2)},
		Order: []plan.Sort{{Column: plan.Column{Of: plan.OfRelationship, Property: model.ID}}}, Limit: 1,
		Row: plan.Row{Items: items},
	}
}

func firmsWhere(where plan.Predicate) *plan.List {
	return &plan.List{
		From: plan.From{Kind: plan.Scan, Labels: model.Firm.Set()}, Where: where,
		Order: []plan.Sort{{Column: idColumn}}, Limit: 1, Row: plan.Row{Items: []plan.Item{idColumn}},
	}
}

func laterThan(year int) plan.Predicate {
	return plan.Compare{Column: plan.Column{Property: model.FoundedYear}, Op: plan.Greater, Value: int64(year)}
}

// BenchmarkPlanning measures statements without (cold) and with (warm) a cached plan, by shape and number of parts.
// Each figure is the median of the runs. Shapes with many parts have one cold run. With -planning FILE, it writes the
// figures as a table.
func BenchmarkPlanning(b *testing.B) {
	s := holding(b, "generated 2000", loadGenerated(b))
	database := bare(b, forTest(b))
	settle(b, database)
	var table strings.Builder
	table.WriteString("| query form | parts | MATCH | cold, ms | warm, ms |\n| --- | ---: | ---: | ---: | ---: |\n")
	for _, shape := range planningShapes {
		for _, parts := range []int{1, 2, 4, 8, 16, 20, 64} {
			if parts > shape.most {
				continue
			}
			b.Run(shape.name+"/"+strconv.Itoa(parts), func(b *testing.B) {
				p := shape.of(parts)
				text := cypher.Render(p, cypher.SmallAnswer).Text
				run := func() time.Duration {
					began := time.Now()
					if _, err := s.Run(b.Context(), p); err != nil {
						b.Fatal(err)
					}
					return time.Since(began)
				}
				run() // loads the Java classes for it, which is not planning
				var cold, warm []time.Duration
				for i := 0; b.Loop(); i++ {
					if i > 0 && parts > 20 {
						continue // one measurement is enough
					}
					cachedPlans(b, database)
					cold = append(cold, run())
					warm = append(warm, run())
				}
				b.ReportMetric(median(cold), "cold-ms")
				b.ReportMetric(median(warm), "warm-ms")
				fmt.Fprintf(&table, "| %s | %d | %d | %.0f | %.1f |\n",
					shape.name, parts, strings.Count(text, "MATCH "), median(cold), median(warm))
			})
		}
	}
	if *planningTable == "" {
		return
	}
	if err := os.WriteFile(*planningTable, []byte(table.String()), 0o644); err != nil {
		b.Fatal(err)
	}
}

// median returns the middle of the times, in milliseconds.
func median(times []time.Duration) float64 {
	slices.Sort(times)
	return times[len(times)/2].Seconds() * 1000
}
