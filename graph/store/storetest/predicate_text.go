package storetest

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkTextPredicates checks that texts are compared by code point, and that no character has a special meaning, in the
// stored value and in the operand.
func checkTextPredicates(t *testing.T, s store.Store) {
	t.Run("Equal", func(t *testing.T) { checkHolding(t, s, firms, textEqualityCases()) })
	t.Run("Contains", func(t *testing.T) { checkHolding(t, s, firms, containsCases()) })
	t.Run("StartsWith", func(t *testing.T) { checkHolding(t, s, firms, startsWithCases()) })
	t.Run("EndsWith", func(t *testing.T) { checkHolding(t, s, firms, endsWithCases()) })
	t.Run("Has", func(t *testing.T) { checkHolding(t, s, firms, hasCases()) })
	t.Run("Order", func(t *testing.T) { checkHolding(t, s, firms, textOrderCases()) })
}

func textEqualityCases() []predicateCase {
	name, folded := of(model.Name), key(model.Name)
	return []predicateCase{
		{"to the letter", equal(name, "Alpha Robotics"), singles("firm:alpha")},
		{"in another case", equal(name, "alpha robotics"), list{}},
		{"in full width", equal(name, "ＡＬＰＨＡ　ＲＯＢＯＴＩＣＳ"), singles("firm:alpha-wide")},
		{"by the folded key", equal(folded, "alpha robotics"), singles("firm:alpha", "firm:alpha-mixed", "firm:alpha-wide")},
		{"by a folded key that is longer", equal(folded, "strasse werke"), singles("firm:sharp", "firm:strasse")},
		{"a key is not folded again", equal(folded, "Alpha Robotics"), list{}},
		{"with a space at its end", equal(name, "Ceiling "), list{}},
		{"beyond the BMP", equal(name, "𠮷野半导体"), singles("firm:plane2")},
		{"control characters", equal(name, "tab\tnew\nline\x01\x1f\x7f\u2028end"), singles("firm:control")},
		{"quotes", equal(name, `O'Brien "Chips" \ Co`), singles(obrien)},
		{"a pattern", equal(name, "100% Pure_Silicon"), singles("firm:percent")},
		{"a pattern that would match", equal(name, "100%"), list{}},
		{"an empty text", equal(name, ""), list{}},
		{"a number as text", equal(name, "0"), list{}},
		{"a statement", equal(name, `' OR 1=1 --`), list{}},
		{"In", in(name, "Floor", "﨎光学", "FLOOR", "[ab]*? ^x$ {1}"), singles("firm:below", "firm:brackets", "firm:compat")},
		{"In of keys", in(folded, "strasse werke", "floor"), singles("firm:below", "firm:sharp", "firm:strasse")},
		{"In of none", in(name), list{}},
		{"In of an id twice", in(id, "firm:plain", "firm:plain", obrien), singles(obrien, "firm:plain")},
		{"not known", isNull(of(model.NameZh)), firmIDsWithout("firm:alpha", "firm:compat", "firm:plane2")},
		{"a key not known", isNull(key(model.NameZh)), firmIDsWithout("firm:alpha", "firm:compat", "firm:plane2")},
		{"a text without a key", equal(of(model.Listing), `N'"\`), singles(obrien)},
		{"a property that the label does not have", equal(of(model.Title), "Alpha Robotics"), list{}},
	}
}

func containsCases() []predicateCase {
	contains := func(s string) plan.Predicate { return compare(of(model.Name), plan.Contains, s) }
	return []predicateCase{
		{"in the middle", contains("pha Rob"), singles("firm:alpha")},
		{"at the start", contains("Alpha"), singles("firm:alpha")},
		{"at the end", contains("Robotics"), singles("firm:alpha")},
		{"the whole", contains("Alpha Robotics"), singles("firm:alpha")},
		{"more than the whole", contains("Alpha Robotics "), list{}},
		{"in another case", contains("ALPHA"), list{}},
		{
			"nothing holds for every text", compare(of(model.NameZh), plan.Contains, ""),
			singles("firm:alpha", "firm:compat", "firm:plane2"),
		},
		{
			"in the folded key", compare(key(model.Name), plan.Contains, "a r"),
			singles("firm:alpha", "firm:alpha-mixed", "firm:alpha-wide"),
		},
		{"percent", contains("0% P"), singles("firm:percent")},
		{"percent alone", contains("%"), singles("firm:percent")},
		{"underscore", contains("Pure_S"), singles("firm:percent")},
		{"underscore alone", contains("_"), singles("firm:percent")},
		{"brackets", contains("[ab]"), singles("firm:brackets")},
		{"star", contains("*"), singles("firm:brackets")},
		{"question mark", contains("?"), singles("firm:brackets")},
		{"dot and star", contains(".*"), list{}},
		{"dot", contains("."), list{}},
		{"caret", contains("^x"), singles("firm:brackets")},
		{"dollar", contains("$"), singles("firm:brackets")},
		{"a parameter's name", contains("$ {1}"), singles("firm:brackets")},
		{"quote", contains("'"), singles(obrien)},
		{"double quote", contains(`"Chips"`), singles(obrien)},
		{"backslash", contains(`\`), singles(obrien)},
		{"backslash and percent", contains(`\%`), list{}},
		{"tab", contains("\t"), singles("firm:control")},
		{"newline", contains("\n"), singles("firm:control")},
		{"a control character", contains("\x01\x1f"), singles("firm:control")},
		{"the escape of a control character", contains(`\u0001`), list{}},
		{"Chinese", contains("半导"), singles("firm:plane2")},
		{"beyond the BMP", contains("𠮷"), singles("firm:plane2")},
		{"beyond the BMP, another", contains("𠮸"), list{}},
		{"an emoji", contains("🐍"), singles("firm:Loop")},
		{"in an id", compare(id, plan.Contains, `'brien"\`), singles(obrien)},
	}
}

func startsWithCases() []predicateCase {
	starts := func(s string) plan.Predicate { return compare(of(model.Name), plan.StartsWith, s) }
	return []predicateCase{
		{"the start", starts("Alp"), singles("firm:alpha")},
		{"the whole", starts("Ceiling"), singles("firm:limit")},
		{"more than the whole", starts("Ceilings"), list{}},
		{"the middle", starts("Robotics"), list{}},
		{"in another case", starts("alp"), list{}},
		{
			"nothing holds for every text", compare(of(model.NameZh), plan.StartsWith, ""),
			singles("firm:alpha", "firm:compat", "firm:plane2"),
		},
		{
			"of the folded key", compare(key(model.Name), plan.StartsWith, "alpha r"),
			singles("firm:alpha", "firm:alpha-mixed", "firm:alpha-wide"),
		},
		{"percent", starts("100%"), singles("firm:percent")},
		{"percent for anything", starts("1%x"), list{}},
		{"underscore for any character", starts("100_"), list{}},
		{"digits", starts("100"), singles("firm:percent", "firm:plain")},
		{"bracket", starts("[a"), singles("firm:brackets")},
		{"a class of characters", starts("[AB]"), list{}},
		{"quote", starts("O'"), singles(obrien)},
		{"beyond the BMP", starts("𠮷野"), singles("firm:plane2")},
		{"another beyond the BMP", starts("\U00020B00"), list{}},
		{"the last character before the surrogates", starts("\uD7FF"), list{}},
		{"a control character", starts("tab\tnew\n"), singles("firm:control")},
		{"of an id", compare(id, plan.StartsWith, "firm:alpha-"), singles("firm:alpha-mixed", "firm:alpha-wide")},
	}
}

func textOrderCases() []predicateCase {
	name := of(model.Name)
	return []predicateCase{
		{"Less", compare(name, plan.Less, "Ceiling"), singles("firm:alpha", "firm:percent", "firm:plain")},
		{
			"LessOrEqual", compare(name, plan.LessOrEqual, "Ceiling"),
			singles("firm:alpha", "firm:limit", "firm:percent", "firm:plain"),
		},
		// Capitals come before small letters, and U+FA0E before U+FF21 and U+20BB7 after both.
		{
			"Greater", compare(name, plan.Greater, "aLPHA rOBOTICS"),
			singles("firm:alpha-wide", "firm:compat", "firm:control", "firm:plane2"),
		},
		{"GreaterOrEqual", compare(name, plan.GreaterOrEqual, "﨎光学"), singles("firm:alpha-wide", "firm:compat", "firm:plane2")},
		{"beyond the BMP", compare(name, plan.Greater, "\uffff"), singles("firm:plane2")},
		{"a key", compare(key(model.Name), plan.Less, "["), singles("firm:percent", "firm:plain")},
		{"a number in a text", compare(name, plan.Less, "2"), singles("firm:percent", "firm:plain")},
	}
}

func endsWithCases() []predicateCase {
	ends := func(s string) plan.Predicate { return compare(of(model.Name), plan.EndsWith, s) }
	return []predicateCase{
		{"the end", ends("Robotics"), singles("firm:alpha")},
		{"the whole", ends("Alpha Robotics"), singles("firm:alpha")},
		{"more than the whole", ends(" Alpha Robotics"), list{}},
		{"the start", ends("Alpha"), list{}},
		{"in another case", ends("ROBOTICS"), list{}},
		{"nothing ends every text", compare(of(model.NameZh), plan.EndsWith, ""), singles("firm:alpha", "firm:compat", "firm:plane2")},
		{
			"of the folded key", compare(key(model.Name), plan.EndsWith, "robotics"),
			singles("firm:alpha", "firm:alpha-mixed", "firm:alpha-wide"),
		},
		{"one character", ends("体"), singles("firm:plane2")},
		{"beyond the BMP", ends("🐍"), singles("firm:Loop")},
		{"from beyond the BMP to the end", ends("𠮷野半导体"), singles("firm:plane2")},
		{"a pattern stands for itself", ends("_Silicon"), singles("firm:percent")},
		{"a backslash", ends(`\ Co`), singles(obrien)},
		{"brackets", ends("$ {1}"), singles("firm:brackets")},
		{"a control character before it", ends("\u2028end"), singles("firm:control")},
		{"not known", compare(of(model.Listing), plan.EndsWith, "1"), singles("firm:alpha")},
	}
}

func hasCases() []predicateCase {
	has := func(s string) plan.Predicate { return compare(of(model.Aliases), plan.Has, s) }
	keys := of(model.Aliases)
	keys.Part = plan.Key
	keyed := func(s string) plan.Predicate { return compare(keys, plan.Has, s) }
	return []predicateCase{
		{"the first", has("αλφα"), singles("firm:alpha")},
		{"another", has("Alpha"), singles("firm:alpha")},
		{"one that quotes", has(`A"l\p'ha`), singles("firm:alpha")},
		{"in another case", has("alpha"), list{}},
		{"a part of one", has("Alph"), list{}},
		{"nothing", has(""), list{}},
		{"all of them at once", has(`["αλφα","Alpha"]`), list{}},
		{"the key of one", keyed("alpha"), singles("firm:alpha")},
		{"not the key of one", keyed("Alpha"), list{}},
		{"beside others", plan.Or{has("Alpha"), equal(id, "firm:empty")}, singles("firm:alpha", "firm:empty")},
	}
}
