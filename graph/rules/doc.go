// Package rules validates documents and the values of variables by the rules of GraphQL. Most rules are gqlparser's.
// Rules whose errors can say more are written here: an error names the value, the allowed values and the nearest one.
// Literals and values of variables are checked by the same code.
package rules
