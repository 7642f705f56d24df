// Package httpd answers HTTP: it leads requests to GraphQL, to exports, to reconciliation and to the playground, and gives each
// a request id, a log line, measures, and the rules on hosts and on pages of other origins. What stands at the end of a route
// is not its own, and what the command line says reaches it as a Config.
package httpd
