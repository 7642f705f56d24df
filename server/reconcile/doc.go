// Package reconcile answers the Reconciliation API, version 0.2 (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/),
// by which OpenRefine asks what the names of a list mean. It stands beside GraphQL: package httpd leads requests here, and
// package search compares the names. It only reads. So, other than GraphQL, it can take forms.
package reconcile
