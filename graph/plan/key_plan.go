package plan

// Key returns the plan's key.
func (p *Plan) Key() string {
	k := listed(key{}, p.InitPlans, func(k key, f InitPlan) key { return k.text(f.Key()) })
	return string(k.row(p.Row))
}

// Key returns the key of a list's rows and their order, whatever its page and columns.
func (l *List) Key() string { return string(key{}.list(l)) }

func (k key) list(l *List) key {
	k = k.from(l.From).where('w', l.Where)
	for _, by := range l.Order {
		if by.Over != nil {
			k = append(k, 'm').aggregate(by.Over)
		} else {
			k = append(k, 'c').column(by.Column)
		}
		k = k.flag('-', by.Descending).flag('0', by.NullsFirst).end()
	}
	return k.end()
}

// orderedGroups appends what defines groups and their order, whatever their page and row.
func (k key) orderedGroups(g *Groups) key {
	k = listed(k.groupsOf(g), g.Values, key.aggregateValue).where('h', g.Having)
	for _, by := range g.Order {
		k = append(k, 'b').number(int(by.At)).flag('k', by.ByKey).flag('-', by.Descending).flag('0', by.NullsFirst).end()
	}
	return k
}

func (k key) row(row Row) key { return listed(k, row.Items, key.item) }

func (k key) item(item Item) key {
	switch item := item.(type) {
	case Column:
		return append(k, 'c').column(item)
	case *TotalCount:
		return append(k, 'n').from(item.From).where('w', item.Where).labels('o', item.On).end()
	case *Aggregate:
		return append(k, 'm').aggregate(item)
	case *One:
		return append(k, '1').from(item.From).where('w', item.Where).labels('o', item.On).end().row(item.Row)
	case *List:
		k = append(k, 'l').list(item).number(item.Limit)
		if item.After != nil {
			k = append(k, 'a').values(item.After)
		}
		return k.flag('=', item.Including).flag('+', item.More).labels('o', item.On).end().row(item.Row)
	case *Groups:
		k = append(append(k, 'g').orderedGroups(item), 'n').number(item.Limit)
		if item.After != nil {
			k = append(k, 'a').values(item.After)
		}
		if item.Before != nil {
			k = append(k, 'e').values(item.Before)
		}
		return k.flag('=', item.Including).flag('+', item.More).labels('o', item.On).end().row(item.Row)
	case *GroupCount:
		return append(k, 't').orderedGroups(item.Groups()).labels('o', item.On).end()
	default:
		panic(unknownItem(item))
	}
}
