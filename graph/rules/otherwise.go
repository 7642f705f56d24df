package rules

import "slices"

// otherFields are names of other APIs and everyday language for fields.
var otherFields = map[string][]string{
	"avg": {"average"}, "mean": {"average"}, "minimum": {"min"}, "maximum": {"max"}, "total": {"totalCount", "sum"},
	"items": {"nodes"}, "results": {"nodes"}, "rows": {"nodes"}, "data": {"nodes"},
	"company": {"firm"}, "companies": {"firms"}, "startups": {"firms"}, "persons": {"people"},
	"organization": {"firm", "investor"}, "organizations": {"firms", "investors"},
	"organisation": {"firm", "investor"}, "organisations": {"firms", "investors"},
	"fund": {"vcFund", "stateFund"}, "funds": {"vcFunds", "stateFunds"},
	"shortestPath": {"paths"}, "shortestPaths": {"paths"}, "path": {"paths"}, "allPaths": {"paths"},
	"neighbors": {"neighbourhood"}, "neighbours": {"neighbourhood"}, "neighborhood": {"neighbourhood"},
	"graph": {"network"}, "find": {"search"}, "how": {"matchedBy"}, "of": {"aspect"}, "rung": {"programmeLevel"},
}

// otherArguments are names of other APIs for arguments.
var otherArguments = map[string][]string{
	"limit": {"first"}, "take": {"first"}, "pageSize": {"first"}, "top": {"first"},
	"skip": {"after"}, "offset": {"after"}, "cursor": {"after"}, "page": {"after"},
	"where": {"filter"}, "sort": {"orderBy"}, "order": {"orderBy"}, "sortBy": {"orderBy"},
	"q": {"text"}, "query": {"text"}, "name": {"text"}, "term": {"text"},
	"id": {"of", "ids", "from"}, "ids": {"of", "firms", "investors"}, "firm": {"of", "firms"}, "firms": {"of"},
	"investor": {"of", "investors"}, "investors": {"of"}, "node": {"of"}, "nodes": {"of"},
	"type": {"kinds", "view"}, "types": {"kinds"}, "kind": {"kinds", "view"}, "depth": {"maxLength", "maxDistance", "steps"},
	"source": {"from"}, "start": {"from"}, "target": {"to"}, "end": {"to"},
}

// otherOperators are names of other APIs for the fields of filters.
var otherOperators = map[string][]string{
	"equals": {"eq", "has"}, "equal": {"eq", "has"}, "equalTo": {"eq"}, "is": {"eq"}, "eq": {"has"}, "in": {"hasAny"},
	"eqFolded": {"eq", "has"}, "inFolded": {"in", "hasAny"}, "iexact": {"eq", "has"}, "exact": {"eqExact", "hasExact"},
	"containsExactly": {"containsExact"}, "startsWithExactly": {"startsWithExact"}, "endsWithExactly": {"endsWithExact"},
	"like": {"contains", "has"}, "ilike": {"contains", "has"}, "includes": {"contains", "has"}, "matches": {"contains", "has"},
	"contains": {"has"}, "containsAny": {"hasAny"}, "containsAll": {"hasAll"},
	"greaterThan": {"gt"}, "moreThan": {"gt"}, "after": {"gt"}, "greaterThanOrEqual": {"gte"}, "min": {"gte"}, "from": {"gte"},
	"lessThan": {"lt"}, "fewerThan": {"lt"}, "before": {"lt"}, "lessThanOrEqual": {"lte"}, "max": {"lte"}, "to": {"lte"},
	"every": {"all"}, "any": {"some", "hasAny"}, "exists": {"some"}, "isNotNull": {"isNull"}, "null": {"isNull"},
}

// denials are names of other APIs for negated comparisons.
var denials = map[string]string{
	"ne": "eq", "neq": "eq", "notEquals": "eq", "notEqual": "eq", "isNot": "eq", "not": "eq", "notIn": "in", "nin": "in",
	"notContains": "contains",
}

// otherwise returns the usual names that are among the allowed ones.
func otherwise(usual, names []string) []string {
	var found []string
	for _, name := range usual {
		if slices.Contains(names, name) {
			found = append(found, name)
		}
	}
	return found
}
