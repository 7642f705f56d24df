//go:build !race

package main

import (
	"bytes"
	"encoding/xml"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/internal/pythontest"
)

const recipesFolder = "../docs/recipes"

// recipeExport finds the default URLs of exports in a recipe, without the server. A URL may be split into several
// literals.
var recipeExport = regexp.MustCompile(`"http://127\.0\.0\.1:8080/(export/[^"]+)"(?:\s+"([^"]+)")?`)

// TestRecipes runs every recipe on exports of the frozen copy of the Little Giants, and checks that it prints the
// output in the page and writes a figure.
func TestRecipes(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(recipesFolder, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	recipes, err := filepath.Glob(filepath.Join(recipesFolder, "*.py"))
	if err != nil {
		t.Fatal(err)
	}
	if len(recipes) < 4 {
		t.Fatalf("only %d recipes are found", len(recipes))
	}
	r := start(t, "--listen", "127.0.0.1:0", "--store", frozenStore(t))
	defer r.end(t)
	t.Run("each", func(t *testing.T) { // ends when all recipes have ended
		for _, recipe := range recipes {
			name := strings.TrimSuffix(filepath.Base(recipe), ".py")
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				folder := t.TempDir()
				got := runRecipe(t, recipe, r.url, folder)
				if diff := cmp.Diff(printedOf(t, string(page), name), got); diff != "" {
					t.Errorf("docs/recipes/README.md has other tables; put there what the recipe prints (-page +now):\n%s", diff)
				}
				figure, err := os.ReadFile(filepath.Join(folder, name+".png"))
				if err != nil {
					t.Fatal(err)
				}
				if fault := blank(figure); fault != "" {
					t.Errorf("the figure %s", fault)
				}
				if name == "networkx_coinvestment" {
					keepPicture(t, name+".png", figure)
				}
				if name == "gephi_timeline" {
					checkTimeline(t, filepath.Join(folder, name+".gexf"))
				}
			})
		}
	})
}

// TestRecipesSayWhatTheyNeed checks that the page names the versions with which the recipes run here.
func TestRecipesSayWhatTheyNeed(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(recipesFolder, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	pinned, err := os.ReadFile("../internal/pythontest/requirements.txt")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`[\w-]+==[\w.]+`).FindAll(page, -1)
	if len(named) == 0 {
		t.Error("the page names no version")
	}
	for _, name := range named {
		if !bytes.Contains(pinned, append(name, '\n')) {
			t.Errorf("the page asks for %s, which is not what recipes are run with", name)
		}
	}
}

// runRecipe runs a recipe on its default exports from the test server, and returns its output.
func runRecipe(t *testing.T, recipe, server, folder string) string {
	t.Helper()
	text, err := os.ReadFile(recipe)
	if err != nil {
		t.Fatal(err)
	}
	args := []string{recipe}
	for _, found := range recipeExport.FindAllSubmatch(text, -1) {
		args = append(args, server+string(found[1])+string(found[2]))
	}
	if len(args) == 1 {
		t.Fatalf("%s: no address of an export is found", recipe)
	}
	command := pythontest.Command(t, append(args, folder)...)
	command.Env = append(command.Env, "MPLBACKEND=Agg", "OPENBLAS_NUM_THREADS=1", "no_proxy=*")
	printed, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v", recipe, err)
	}
	return strings.ReplaceAll(string(printed), "\r\n", "\n")
}

// printedOf returns the first text block in a recipe's section of the page.
func printedOf(t *testing.T, page, name string) string {
	t.Helper()
	_, section, found := strings.Cut(page, "\n## "+name+".py\n")
	section, _, _ = strings.Cut(section, "\n## ")
	_, block, has := strings.Cut(section, "\n```text\n")
	block, _, closed := strings.Cut(block, "```")
	if !found || !has || !closed {
		t.Fatalf("docs/recipes/README.md has no section ## %s.py with a block of text", name)
	}
	return block
}

// checkTimeline checks that in the file for Gephi each node has a position, a colour, a size and a time, and that
// each edge has a time and existing ends.
func checkTimeline(t *testing.T, name string) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		XMLName xml.Name `xml:"http://gexf.net/1.3 gexf"`
		Nodes   []struct {
			ID       string    `xml:"id,attr"`
			Start    string    `xml:"start,attr"`
			Colour   *struct{} `xml:"http://gexf.net/1.3/viz color"`
			Position *struct{} `xml:"http://gexf.net/1.3/viz position"`
			Size     *struct{} `xml:"http://gexf.net/1.3/viz size"`
		} `xml:"http://gexf.net/1.3 graph>nodes>node"`
		Edges []struct {
			Source string `xml:"source,attr"`
			Target string `xml:"target,attr"`
			Start  string `xml:"start,attr"`
		} `xml:"http://gexf.net/1.3 graph>edges>edge"`
	}
	if err := xml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	since := map[string]string{}
	for _, n := range file.Nodes {
		since[n.ID] = n.Start
		if n.Start == "" || n.Colour == nil || n.Position == nil || n.Size == nil {
			t.Errorf("%s has no time or no looks", n.ID)
		}
	}
	if len(file.Edges) == 0 {
		t.Error("the file has no edges")
	}
	for _, e := range file.Edges {
		source, target := since[e.Source], since[e.Target]
		if source == "" || target == "" || e.Start < source || e.Start < target {
			t.Errorf("the edge of %s from %s of %s to %s of %s", e.Start, e.Source, source, e.Target, target)
		}
	}
}
