package plan_test

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// wholePlan returns a plan that contains every kind of part.
func wholePlan() *plan.Plan {
	name := plan.Column{Property: model.Name, Part: plan.Key}
	announced := plan.Column{Of: plan.OfRelationship, Property: model.AnnouncedOn, Part: plan.Earliest}
	amount := plan.Column{Property: model.AmountRaised, Part: plan.Units, Currency: "CNY"}
	invested := plan.From{Kind: plan.Expand, Rel: model.InvestedIn, Direction: plan.Incoming}
	total := plan.Aggregate{
		Set: plan.Set{
			From: invested, Where: plan.IsNull{Column: announced},
			Then: &plan.From{Kind: plan.Reference, Of: plan.OfRelationship, Property: model.RoundID}, ThenWhere: plan.IsNull{Column: name},
		},
		Value: plan.Value{Func: plan.SumHigh, Column: amount},
	}
	where := plan.And{
		plan.Or{plan.HasLabel{Labels: model.Firm.Set()}, plan.Not{Of: plan.Compare{Column: name, Op: plan.StartsWith, Value: "uis"}}},
		plan.In{Column: plan.Column{Property: model.FoundedYear}, Values: []any{int64(2015), int64(2016)}},
		plan.Exists{From: invested, Where: plan.Compare{
			Column: plan.Column{Of: plan.OfRelationship, Property: model.Lead}, Op: plan.Equal, Value: true,
		}},
		plan.CompareAggregate{Aggregate: total, Op: plan.GreaterOrEqual, Operand: int64(100)},
		plan.AggregateIsNull{Aggregate: total},
	}
	groups := &plan.Groups{
		Set:    plan.Set{From: plan.From{Kind: plan.Scan, Labels: model.Firm.Set()}},
		Steps:  []plan.Step{{From: plan.From{Kind: plan.Expand, Rel: model.OperatesIn}, Where: plan.IsNull{Column: announced}}, {Start: 1, From: invested, Upwards: true}},
		Keys:   []plan.GroupKey{{At: 1, Column: name}},
		Values: []plan.Value{{Func: plan.Count}, {Func: plan.PercentileLower, Column: amount, Rank: 5000}},
		Having: plan.And{plan.CompareGroupValue{At: 1, Op: plan.Less, Operand: int64(9)}, plan.GroupValueIsNull{At: 1}},
		Order:  []plan.GroupSort{{ByKey: true, Descending: true, NullsFirst: true}, {At: 1}},
		Limit:  10, On: model.Programme.Set(),
	}
	groups.Row.Items = []plan.Item{
		&plan.TotalCount{From: plan.From{Kind: plan.GroupRows, Groups: groups}, Where: plan.IsNull{Column: name}, On: model.Firm.Set()},
		&plan.One{From: plan.From{Kind: plan.GroupKeyNode, Groups: groups, Key: 1, Labels: model.Sector.Set()}, Row: plan.Row{Items: []plan.Item{name}}},
	}
	expansion := plan.Expansion{
		Patterns: []plan.RelationshipPattern{{
			Rel: model.InvestedIn, Follow: plan.Against, Where: plan.IsNull{Column: announced}, Node: plan.Incoming, Undated: plan.IsNull{Column: announced},
		}},
		NodePredicate: plan.HasLabel{Labels: model.Firm.Set()},
	}
	core := &plan.Network{
		View: model.FirmsByInvestor, Newman: true, Part: plan.Subgraph{Expansion: expansion, Isolated: true, Beside: plan.IsNull{Column: name}, Nodeless: true},
		Resolution: 1.5, RankBy: model.Core, First: 7,
	}
	core.Measures[model.Core], core.Measures[model.Community] = true, true
	return &plan.Plan{
		InitPlans: []plan.InitPlan{
			&plan.Paths{From: []string{"firm:a"}, To: []string{"firm:b", "firm:c"}, Mode: plan.Best, Weight: plan.HubAverse, First: 3, Expansion: expansion, Longest: 4},
			&plan.Neighbourhood{Of: []string{"firm:a"}, Steps: 2, First: 50, Keep: plan.ByID, Expansion: expansion},
			&plan.Exposure{Of: []string{"firm:a"}, Longest: 3, Sources: 4, Paths: 5, Expansion: expansion},
			core,
			&plan.Search{Text: "优必选", Labels: model.Firm.Set(), Prefix: true, First: 20},
			&plan.Match{
				Rows:      []plan.MatchRow{{Name: "a", Labels: model.Firm.Set(), City: "b", Sector: "c", FoundedYear: 2016}},
				Threshold: 0.75, First: 5,
			},
		},
		Row: plan.Row{Items: []plan.Item{
			&plan.List{
				From:  plan.From{Kind: plan.Lookup, Labels: model.Person.Set(), Marker: model.Founder, IDs: []string{"person:a", "person:b"}},
				Where: where, Order: []plan.Sort{{Over: &total, Descending: true, NullsFirst: true}, {Column: name}},
				After: []any{int64(1), nil, "person:a"}, Including: true, Limit: 20, More: true, On: model.Person.Set(),
				Row: plan.Row{Items: []plan.Item{name, &total, &plan.TotalCount{From: plan.From{Kind: plan.Sources, Of: plan.OfRelationship}}}},
			},
			&plan.List{From: plan.From{Kind: plan.ByRelationshipID, InitPlan: 1, Rel: model.HasRole, Direction: plan.Incoming}, Limit: plan.Unlimited},
			&plan.TotalCount{From: plan.From{Kind: plan.BackReference, Rel: model.InvestedIn, Property: model.RoundID}},
			&plan.One{From: plan.From{Kind: plan.Self}, Where: plan.IsNull{Column: name}, On: model.Firm.Set()},
			&plan.One{From: plan.From{Kind: plan.Conflicts}},
			&plan.One{From: plan.From{Kind: plan.AtEnd, Of: plan.OfRelationship, Rel: model.HasRole}},
			&plan.One{From: plan.From{Kind: plan.OtherID}},
			&plan.One{From: plan.From{Kind: plan.Lookup, IDs: []string{"firm:a"}, Otherwise: "investor:a"}},
			groups,
			&plan.Groups{
				Set: groups.Set, Keys: groups.Keys[:1:1], Order: []plan.GroupSort{{ByKey: true}}, After: []any{"a", nil}, Including: true, Before: []any{"b", nil}, Limit: 3, More: true,
			},
			&plan.GroupCount{
				Set: groups.Set, Keys: []plan.GroupKey{{Column: name}}, Values: []plan.Value{{Func: plan.Count}},
				Having: plan.CompareGroupValue{Op: plan.Equal, Operand: int64(2)}, On: model.Firm.Set(),
			},
		}},
	}
}

var newKeys = flag.Bool("newkeys", false, "write the keys that the test holds anew: what clients keep of the keys of before is refused")

// TestKeysStay compares keys with those of their first release, in testdata/keys.txt: one line for the key of each item
// and InitPlan of a plan that contains every kind of part, and of its lists.
func TestKeysStay(t *testing.T) {
	const file = "testdata/keys.txt"
	whole := wholePlan()
	var lines []string
	for _, f := range whole.InitPlans {
		lines = append(lines, fmt.Sprintf("%T %q", f, f.Key()))
	}
	for _, item := range whole.Row.Items {
		if list, is := item.(*plan.List); is {
			lines = append(lines, fmt.Sprintf("rows %q %08x", list.Key(), list.Fingerprint()))
		}
		one := plan.Plan{Row: plan.Row{Items: []plan.Item{item}}}
		lines = append(lines, fmt.Sprintf("%T %q", item, one.Key()))
	}
	got := strings.Join(lines, "\n") + "\n"
	if *newKeys {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("keys have changed, and with them the cursors that clients keep (-want +got):\n%s", diff)
	}
}

// TestKeysTellApart changes each field of a plan in turn. Each change must change the key.
func TestKeysTellApart(t *testing.T) {
	whole := wholePlan()
	before, changes := whole.Key(), 0
	seen := map[any]bool{}
	var visit func(path string, v reflect.Value)
	changed := func(path string, v, to reflect.Value) {
		old := reflect.New(v.Type()).Elem()
		old.Set(v)
		v.Set(to)
		if whole.Key() == before {
			t.Errorf("%s: the key stays when %v becomes %v", path, old, to)
		}
		v.Set(old)
		changes++
	}
	visit = func(path string, v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() && !seen[v.Interface()] {
				seen[v.Interface()] = true
				visit(path, v.Elem())
			}
		case reflect.Interface:
			if v.IsNil() {
				return
			}
			inner := v.Elem()
			if inner.Kind() == reflect.Pointer {
				visit(path+"."+inner.Type().Elem().Name(), inner)
				return
			}
			// The value of an interface cannot be set, so a copy is changed.
			fields := reflect.New(inner.Type()).Elem()
			fields.Set(inner)
			visitCopy(path+"."+inner.Type().Name(), fields, func(path string, to reflect.Value) { changed(path, v, to) })
		case reflect.Struct:
			for i := range v.NumField() {
				if isRead(v, v.Type().Field(i).Name) {
					visit(path+"."+v.Type().Field(i).Name, v.Field(i))
				}
			}
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				visit(fmt.Sprintf("%s[%d]", path, i), v.Index(i))
			}
			if v.Kind() == reflect.Slice && v.Len() > 1 && !strings.HasSuffix(path, ".Findings") {
				changed(path, v, v.Slice(0, v.Len()-1))
			}
		default:
			for _, to := range others(v) {
				changed(path, v, to)
			}
		}
	}
	visit("plan", reflect.ValueOf(whole).Elem())
	if changes < 200 {
		t.Errorf("only %d changes were tried", changes)
	}
	if whole.Key() != before {
		t.Error("the plan is not what it was")
	}
}

// visitCopy calls do with copies of a condition or a column, each with another value of one field.
func visitCopy(path string, v reflect.Value, do func(path string, to reflect.Value)) {
	var visit func(path string, field reflect.Value)
	visit = func(path string, field reflect.Value) {
		switch field.Kind() {
		case reflect.Struct:
			for i := range field.NumField() {
				if isRead(field, field.Type().Field(i).Name) {
					visit(path+"."+field.Type().Field(i).Name, field.Field(i))
				}
			}
		case reflect.Interface:
			if field.IsNil() {
				return
			}
			inner := reflect.New(field.Elem().Type()).Elem()
			inner.Set(field.Elem())
			old := field.Elem()
			visitCopy(path, inner, func(path string, to reflect.Value) {
				field.Set(to)
				do(path, v)
				field.Set(old)
			})
		case reflect.Slice:
			for i := range field.Len() {
				element := field.Index(i)
				old := reflect.New(element.Type()).Elem()
				old.Set(element)
				field.Set(reflect.AppendSlice(reflect.MakeSlice(field.Type(), 0, field.Len()), field)) // a copy, not the plan's own slice
				visit(fmt.Sprintf("%s[%d]", path, i), field.Index(i))
			}
		case reflect.Pointer:
		default:
			for _, to := range others(field) {
				old := reflect.New(field.Type()).Elem()
				old.Set(field)
				field.Set(to)
				do(path, v)
				field.Set(old)
			}
		}
	}
	visit(path, v)
}

// isRead reports whether a field is used: some fields of From belong to some kinds only, and Sort has a column only
// without an aggregate.
func isRead(v reflect.Value, field string) bool {
	switch of := v.Interface().(type) {
	case plan.From:
		switch field {
		case "Kind":
			return of.Kind != plan.GroupRows && of.Kind != plan.Scan // with these kinds the plan would be invalid
		case "Rel", "Direction":
			return of.Kind == plan.Expand || of.Kind == plan.ByRelationshipID || of.Kind == plan.BackReference
		case "Property":
			return of.Kind == plan.BackReference || of.Kind == plan.Reference
		}
	case plan.Sort:
		return field != "Column" || of.Over == nil
	case plan.Value:
		return of.Func > plan.CountDistinctNodes || field == "Func"
	}
	return true
}

// others returns different values of a simple type.
func others(v reflect.Value) []reflect.Value {
	to := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.Bool:
		to.SetBool(!v.Bool())
	case reflect.String:
		to.SetString(v.String() + "x")
	case reflect.Int, reflect.Int64:
		to.SetInt(v.Int() + 1)
	case reflect.Uint8, reflect.Uint32:
		if v.Uint() == 0 {
			to.SetUint(1)
		} else {
			to.SetUint(v.Uint() - 1)
		}
		if v.Type() == reflect.TypeFor[model.LabelSet]() {
			to.SetUint(v.Uint() ^ 2)
		}
	case reflect.Float64:
		to.SetFloat(v.Float() + 0.5)
	default:
		panic(fmt.Sprintf("a field of the kind %s", v.Kind()))
	}
	return []reflect.Value{to}
}

// TestKeysOfVocabulary checks that all properties, labels and types have different names in keys.
func TestKeysOfVocabulary(t *testing.T) {
	have := map[string]bool{}
	for _, p := range model.AllProperties() {
		one := plan.Plan{Row: plan.Row{Items: []plan.Item{plan.Column{Property: p}}}}
		if have[one.Key()] {
			t.Errorf("%s has the key of another property", p)
		}
		have[one.Key()] = true
	}
}
