// Package httpd is the HTTP server. It routes requests to GraphQL, exports, reconciliation and the playground. It
// adds request ids, log lines, metrics and traces, and enforces the rules for hosts and other origins. Other packages
// implement the routes; the command line configures it with a Config.
package httpd
