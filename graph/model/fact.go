package model

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrInvalid is the error for a value that the model does not allow.
var ErrInvalid = errors.New("invalid value")

// Properties are the values of a node or a relationship. The Type of a property determines the Go type of its value.
// Unknown values are absent; no value is nil.
type Properties map[Property]any

// Node is a node as a store reads or writes it.
type Node struct {
	Label      Label
	Investor   bool // it is listed as an investor, even without a known investment
	Properties Properties
}

// ID returns the global id of the node.
func (n Node) ID() string { return n.Properties.id() }

// Validate returns the first reason why the node cannot be stored, as an error that wraps ErrInvalid.
func (n Node) Validate() error {
	if n.Label >= labelCount {
		return fmt.Errorf("%w: unknown label of a node", ErrInvalid)
	}
	if err := n.Properties.validate(n.Label.Properties()); err != nil {
		return fmt.Errorf("%s %q: %w", n.Label, n.ID(), err)
	}
	return nil
}

// Relationship is a relationship between two nodes, which are given by their global ids.
type Relationship struct {
	Type       RelType
	From, To   string
	Properties Properties
}

// ID returns the id of the relationship.
func (r Relationship) ID() string { return r.Properties.id() }

// Validate returns the first reason why the relationship cannot be stored, as an error that wraps ErrInvalid. It does
// not check that the ends exist; the store does.
func (r Relationship) Validate() error {
	if r.Type >= relTypeCount {
		return fmt.Errorf("%w: unknown type of a relationship", ErrInvalid)
	}
	if err := r.Properties.validate(r.Type.Properties()); err != nil {
		return fmt.Errorf("%s %q: %w", r.Type, r.ID(), err)
	}
	return nil
}

func (p Properties) id() string {
	id, _ := p[ID].(string)
	return id
}

func (p Properties) validate(allowed []Property) error {
	if p.id() == "" {
		return fmt.Errorf("%w: the id is missing", ErrInvalid)
	}
	for _, property := range allowed {
		if _, known := p[property]; property.Required() && !known {
			return fmt.Errorf("%w: property %s is missing", ErrInvalid, property)
		}
	}
	for property, value := range p {
		if !slices.Contains(allowed, property) {
			return fmt.Errorf("%w: property %s is not allowed", ErrInvalid, property)
		}
		if err := property.check(value); err != nil {
			return fmt.Errorf("%s: %w", property, err)
		}
	}
	return nil
}

func (p Property) check(value any) error {
	switch p.Type() {
	case Text, FoldedText, Reference:
		if s, ok := value.(string); ok {
			return checkText(s)
		}
	case Int:
		if _, ok := value.(int64); ok {
			return nil
		}
	case Enum:
		if n, ok := value.(int64); ok && n >= 0 && n < int64(len(p.Values())) {
			return nil
		}
	case Bool:
		if _, ok := value.(bool); ok {
			return nil
		}
	case Amount:
		if n, ok := value.(int64); ok {
			return checkAmount(n)
		}
	case MoneyType:
		if m, ok := value.(Money); ok {
			return m.Validate()
		}
	case DateType:
		if d, ok := value.(PartialDate); ok && d.Precision != 0 {
			return nil
		}
	case TextList, IDList:
		if list, ok := value.([]string); ok {
			if len(list) == 0 && p.Type() == TextList {
				return fmt.Errorf("%w: the list is empty: omit the property", ErrInvalid)
			}
			for _, s := range list {
				if err := checkText(s); err != nil {
					return err
				}
			}
			return nil
		}
	default:
		panic("model: a property of an unknown type")
	}
	return fmt.Errorf("%w: unexpected type %T", ErrInvalid, value)
}

func checkText(s string) error {
	if strings.ContainsRune(s, 0) {
		return fmt.Errorf("%w: the text contains the character U+0000, which is not allowed", ErrInvalid)
	}
	if s == "" {
		return fmt.Errorf("%w: the text is empty: omit the property", ErrInvalid)
	}
	return nil
}
