// Package playground is the web page for interactive queries: GraphiQL with example queries. It also has the example page, an
// application in one file that developers can copy. All files are embedded in the program, so the pages load nothing from other
// hosts.
package playground
