package main

import (
	"bytes"
	"cmp"
	"fmt"
	"go/scanner"
	"go/token"
	"io/fs"
	"log"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

func main() {
	log.SetFlags(0)
	sizes, err := count(os.DirFS("."))
	if err != nil {
		log.Fatal(err)
	}
	folders := slices.SortedFunc(maps.Keys(sizes), func(a, b string) int { return cmp.Compare(sizes[b].lines, sizes[a].lines) })
	product := size{}
	for _, folder := range folders {
		s := sizes[folder]
		fmt.Printf("%6d lines  %3d files  %s\n", s.lines, s.files, folder)
		if isProduct(folder) {
			product.lines, product.files = product.lines+s.lines, product.files+s.files
		}
	}
	fmt.Printf("%6d lines  %3d files  of the product\n", product.lines, product.files)
}

// size is the amount of code in a folder.
type size struct{ lines, files int }

// isProduct reports whether the code of a folder is part of the program, and not only of its tests.
func isProduct(folder string) bool {
	for _, other := range []string{"internal", "graph/store/storetest", "seed/seedtest", "seed/frozen"} {
		if folder == other || strings.HasPrefix(folder, other+"/") {
			return false
		}
	}
	return true
}

// count returns the size of each folder, without test files and generated code.
func count(repository fs.FS) (map[string]size, error) {
	sizes := map[string]size{}
	err := fs.WalkDir(repository, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata"):
			return fs.SkipDir
		case entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		text, err := fs.ReadFile(repository, name)
		if err != nil || bytes.HasPrefix(text, []byte("// Code generated")) {
			return err
		}
		s := sizes[path.Dir(name)]
		sizes[path.Dir(name)] = size{s.lines + linesOf(text), s.files + 1}
		return nil
	})
	return sizes, err
}

// linesOf returns the number of lines that have code.
func linesOf(text []byte) int {
	files := token.NewFileSet()
	file := files.AddFile("", -1, len(text))
	var s scanner.Scanner
	s.Init(file, text, nil, 0)
	lines := map[int]bool{}
	for {
		at, kind, literal := s.Scan()
		switch {
		case kind == token.EOF:
			return len(lines)
		case kind == token.SEMICOLON && literal == "\n": // the scanner inserts it
			continue
		}
		first := file.Line(at)
		for line := first; line <= first+strings.Count(literal, "\n"); line++ {
			lines[line] = true
		}
	}
}
