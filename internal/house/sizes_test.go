package house

import (
	"fmt"
	"go/ast"
	"slices"
)

const (
	maxFiles       = 24 // in a package, without tests
	maxMethodFiles = 10 // with methods of one type
)

// largerPackages may have more files. The suite of the stores is a list of cases.
var largerPackages = []string{"graph/store/storetest"}

var sizeRules = []houseRule{
	{
		name:  "PackagesAreSmall",
		check: checkPackageSizes,
		breaks: fileSet("seed/%d.go", "package seed", maxFiles, "model/%d.go", "package model", maxFiles+1, "model/%d_test.go", "package model", 1,
			"seed/%d_test.go", "package seed", 1, "graph/store/storetest/%d.go", "package storetest", maxFiles+1),
		found: []string{"model: 25 files, and 24 are the most: it has more than one subject"},
	},
	{
		name:  "TypesAreSmall",
		check: checkTypeSizes,
		breaks: fileSet("seed/%d.go", "package seed\ntype T int\nfunc (T) A() {}", maxMethodFiles,
			"model/%d.go", "package model\nfunc (t *T[A]) A() {}\nfunc (t *T[A]) B() {}", maxMethodFiles+1,
			"model/%d_test.go", "package model\nfunc (Other) A() {}", maxMethodFiles+1),
		found: []string{"model.T: methods in 11 files, and 10 are the most: it does more than one thing"},
	},
}

// fileSet returns files by path. Each form of a path has a text and a number of files.
func fileSet(forms ...any) map[string]string {
	files := map[string]string{}
	for form := range slices.Chunk(forms, 3) {
		for i := range form[2].(int) {
			files[fmt.Sprintf(form[0].(string), i)] = form[1].(string)
		}
	}
	return files
}

func checkPackageSizes(files repository) []string {
	counts := map[string]int{}
	for _, f := range files.code() {
		counts[f.folder()]++
	}
	var faults []string
	for folder, n := range counts {
		if n > maxFiles && !slices.Contains(largerPackages, folder) {
			faults = append(faults, fmt.Sprintf("%s: %d files, and %d are the most: it has more than one subject", folder, n, maxFiles))
		}
	}
	slices.Sort(faults)
	return faults
}

func checkTypeSizes(files repository) []string {
	in := map[string][]string{} // files by type
	for _, f := range files.code() {
		for _, decl := range f.syntax.Decls {
			method, is := decl.(*ast.FuncDecl)
			if !is || method.Recv == nil {
				continue
			}
			name := f.folder() + "." + receiver(method).Name
			if !slices.Contains(in[name], f.path) {
				in[name] = append(in[name], f.path)
			}
		}
	}
	var faults []string
	for name, paths := range in {
		if len(paths) > maxMethodFiles {
			faults = append(faults, fmt.Sprintf("%s: methods in %d files, and %d are the most: it does more than one thing", name, len(paths), maxMethodFiles))
		}
	}
	slices.Sort(faults)
	return faults
}
