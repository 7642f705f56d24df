// Package reconcile implements the Reconciliation API, version 0.2
// (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/), with which OpenRefine matches
// the names of a table. It is independent of GraphQL: package httpd routes requests here, and package match compares
// the names. It is read-only, so unlike GraphQL it can accept forms.
package reconcile
