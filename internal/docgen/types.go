package main

import (
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// typeText returns the descriptions of a type and of its fields or values.
func typeText(definition *ast.Definition) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", paragraph(definition.Description))
	if len(definition.Interfaces) > 0 {
		links := make([]string, len(definition.Interfaces))
		for i, name := range definition.Interfaces {
			links[i] = link(name)
		}
		fmt.Fprintf(&b, "Implements %s.\n\n", strings.Join(links, ", "))
	}
	switch {
	case len(definition.EnumValues) > 0:
		b.WriteString("| value | description |\n| --- | --- |\n")
		for _, value := range definition.EnumValues {
			fmt.Fprintf(&b, "| `%s` | %s |\n", value.Name, cell(value.Description))
		}
		b.WriteString("\n")
	case len(definition.Fields) > 0:
		b.WriteString("| field | type | description |\n| --- | --- | --- |\n")
		for _, field := range definition.Fields {
			if strings.HasPrefix(field.Name, "__") {
				continue
			}
			arguments := make([]string, len(field.Arguments))
			for i, a := range field.Arguments {
				arguments[i] = a.Name + ": " + link(a.Type.String())
			}
			name := "`" + field.Name + "`"
			if len(arguments) > 0 {
				name += " (" + strings.Join(arguments, ", ") + ")"
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", name, link(field.Type.String()), cell(field.Description))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// link returns a type as a link with a placeholder, which place resolves. Built-in types have no link.
func link(typ string) string {
	name := strings.Trim(typ, "[]!")
	switch name {
	case "ID", "String", "Int", "Float", "Boolean":
		return "`" + typ + "`"
	}
	return "[`" + typ + "`](type:" + name + ")"
}

func paragraph(text string) string { return strings.Join(strings.Fields(text), " ") }

// cell returns a text in the form of a table's cell.
func cell(text string) string { return strings.ReplaceAll(paragraph(text), "|", `\|`) }
