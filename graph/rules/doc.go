// Package rules holds documents and the values of variables to the rules of GraphQL. Most rules are gqlparser's; those whose
// errors can say more are written here: an error names what was sent, what is allowed and what comes nearest. A value is held
// to its type in one place, whether it is a literal or the value of a variable.
package rules
