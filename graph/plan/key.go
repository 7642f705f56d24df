package plan

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/stakegraph/stakegraph/graph/model"
)

// A key identifies what a plan or a part of it reads: equal parts have equal keys. Keys are for programs; String is for
// people. A key must not change from release to release, since clients store the cursors and entity tags that are
// derived from it. Therefore a field that is added to a plan is added to its key only if it is not zero, names are
// those of the vocabulary, and every other choice is one of the letters below.
//
// Texts and lists begin with their length, so that different sequences never give the same key.

var (
	fromLetters = [...]byte{
		Scan: 's', Lookup: 'l', Expand: 'e', BackReference: 'r', Reference: 'd', Sources: 'c', Conflicts: 'x', Self: '=', GroupRows: 'm',
		GroupKeyNode: 'k', ByRelationshipID: 't', AtEnd: 'a', OtherID: 'o',
	}
	partLetters = [...]byte{
		Whole: 'w', Key: 'k', Units: 'u', Currency: 'c', USD: 'd', Earliest: 'e', Latest: 'l', Precision: 'p', Kind: 'n', Year: 'y',
		Moment: 'm', Expiry: 'x',
	}
	opLetters = [...]byte{
		Equal: '=', Less: '<', LessOrEqual: '[', Greater: '>', GreaterOrEqual: ']', Contains: 'c', StartsWith: 's', EndsWith: 'e',
		Has: 'h',
	}
	funcLetters = [...]byte{
		Count: 'r', CountDistinctNodes: 'n', CountNonNull: 'k', SumHigh: 'h', SumLow: 'l', Min: '<', Max: '>', ScalarSubquery: 'o', PercentileLower: 'p',
		PercentileUpper: 'q',
	}
)

// key is a key under construction.
type key []byte

// letter appends the letter of a choice. It panics if the choice has none.
func (k key) letter(of []byte, choice int) key { return append(k, of[choice]) }

func (k key) number(n int) key { return binary.AppendVarint(k, int64(n)) }

func (k key) text(s string) key { return append(k.number(len(s)), s...) }

// listed appends the number of parts, and then each part.
func listed[T any](k key, all []T, add func(key, T) key) key {
	k = k.number(len(all))
	for _, one := range all {
		k = add(k, one)
	}
	return k
}

func (k key) texts(all []string) key { return listed(k, all, key.text) }

func (k key) float(f float64) key { return binary.BigEndian.AppendUint64(k, math.Float64bits(f)) }

// flag appends a letter if the condition is true.
func (k key) flag(letter byte, is bool) key {
	if is {
		return append(k, letter)
	}
	return k
}

// numbered appends a letter and a number, unless the number is 0.
func (k key) numbered(letter byte, n int) key {
	if n == 0 {
		return k
	}
	return append(k, letter).number(n)
}

// labels appends a letter and the names of labels, if there are any.
func (k key) labels(letter byte, labels model.LabelSet) key {
	if labels == 0 {
		return k
	}
	return listed(append(k, letter), labels.Labels(), func(k key, l model.Label) key { return k.text(l.String()) })
}

// value appends an operand of a condition or a value of a cursor.
func (k key) value(value any) key {
	switch value := value.(type) {
	case nil:
		return append(k, '0')
	case string:
		return append(k, 's').text(value)
	case int64:
		return binary.AppendVarint(append(k, 'i'), value)
	case bool:
		return append(k, 'b').flag('+', value).end()
	default:
		panic(fmt.Sprintf("plan: a value of the kind %T, which has no key", value))
	}
}

func (k key) values(all []any) key { return listed(k, all, key.value) }

// end closes a part whose last fields are optional.
func (k key) end() key { return append(k, '.') }

func (k key) column(c Column) key {
	k = k.letter(partLetters[:], int(c.Part)).text(c.Property.String()).flag('r', c.Of == OfRelationship)
	if c.Currency != "" {
		k = append(k, 'c').text(c.Currency)
	}
	return k.end()
}

func (k key) from(f From) key {
	k = k.letter(fromLetters[:], int(f.Kind)).flag('r', f.Of == OfRelationship).labels('l', f.Labels)
	if f.Marker != model.NoMarker {
		k = append(k, 'm').text(f.Marker.String())
	}
	if f.InitPlan == 0 && len(f.IDs) > 0 {
		k = append(k, 'i').texts(f.IDs)
	}
	if f.Otherwise != "" {
		k = append(k, 'o').text(f.Otherwise)
	}
	k = k.numbered('f', f.InitPlan)
	if f.Kind == Expand || f.Kind == BackReference || f.Kind == ByRelationshipID || f.Kind == AtEnd {
		k = append(k, 't').text(f.Rel.String()).flag('<', f.Direction == Incoming)
	}
	if f.Kind == BackReference || f.Kind == Reference {
		k = append(k, 'p').text(f.Property.String())
	}
	k = k.numbered('k', int(f.Key))
	if f.Groups != nil {
		k = append(k, 'g').groupsOf(f.Groups)
	}
	return k.end()
}

func (k key) set(s Set) key {
	k = k.from(s.From).where('w', s.Where)
	if s.Then != nil {
		k = append(k, 't').from(*s.Then).where('w', s.ThenWhere)
	}
	return k.end()
}

// groupsOf appends what defines the groups, without their values and rows.
func (k key) groupsOf(g *Groups) key {
	k = listed(k.set(g.Set), g.Steps, func(k key, step Step) key {
		return k.number(step.Start).from(step.From).flag('^', step.Upwards).where('w', step.Where).end()
	})
	return listed(k, g.Keys, func(k key, by GroupKey) key { return k.number(by.At).column(by.Column) })
}

func (k key) aggregateValue(v Value) key {
	k = k.letter(funcLetters[:], int(v.Func))
	if v.Func == Count || v.Func == CountDistinctNodes {
		return k
	}
	return k.column(v.Column).numbered('r', v.Rank).end()
}

func (k key) aggregate(m *Aggregate) key { return k.set(m.Set).aggregateValue(m.Value) }

// where appends a letter and a condition, if there is one.
func (k key) where(letter byte, p Predicate) key {
	if p == nil {
		return k
	}
	return append(k, letter).predicate(p)
}

func (k key) predicate(p Predicate) key {
	switch p := p.(type) {
	case And:
		return append(k, '&').predicates(p)
	case Or:
		return append(k, '|').predicates(p)
	case Not:
		return append(k, '!').predicates([]Predicate{p.Of})
	case Compare:
		return append(k, 'c').column(p.Column).letter(opLetters[:], int(p.Op)).value(p.Value)
	case In:
		return append(k, 'i').column(p.Column).values(p.Values)
	case IsNull:
		return append(k, 'n').column(p.Column)
	case HasLabel:
		return append(k, 'k').labels('l', p.Labels).end()
	case Exists:
		return append(k, 's').from(p.From).where('w', p.Where).end()
	case CompareAggregate:
		return append(k, 'm').aggregate(&p.Aggregate).letter(opLetters[:], int(p.Op)).value(p.Operand)
	case AggregateIsNull:
		return append(k, 'u').aggregate(&p.Aggregate)
	case CompareGroupValue:
		return append(k, 'g').number(int(p.At)).letter(opLetters[:], int(p.Op)).value(p.Operand)
	case GroupValueIsNull:
		return append(k, 'h').number(int(p.At))
	default:
		panic(unknownPredicate(p))
	}
}

func (k key) predicates(parts []Predicate) key { return listed(k, parts, key.predicate) }
