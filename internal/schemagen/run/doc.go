// Package main writes schema.graphqls anew, in the folder that it is started in.
package main
