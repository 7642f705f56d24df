//go:build !race

package main

import (
	"bytes"
	"encoding/xml"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stakegraph/graph/pythontest"
)

const recipesFolder = "../docs/recipes"

// recipeExport finds the addresses of exports that a recipe reads when it is given none, without the server; they may be
// broken into several literals.
var recipeExport = regexp.MustCompile(`"http://127\.0\.0\.1:8080/(export/[^"]+)"(?:\s+"([^"]+)")?`)

// TestRecipes runs every recipe on what the server exports of the copy of the Little Giants that never changes, and holds
// that it prints what the page says and leaves a figure.
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
	t.Run("each", func(t *testing.T) { // and ends when all of them have
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
				if name == "gephi_timeline" {
					checkTimeline(t, filepath.Join(folder, name+".gexf"))
				}
			})
		}
	})
}

// TestRecipesSayWhatTheyNeed holds that the page asks for those versions with which recipes are run here.
func TestRecipesSayWhatTheyNeed(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(recipesFolder, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	pinned, err := os.ReadFile("../graph/pythontest/requirements.txt")
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

// runRecipe gives a recipe the exports of its own choice, from another server, and returns what it prints.
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

// printedOf returns the first block of text in a recipe's section of the page.
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

// blank says why an image shows nothing, or nothing where it shows something: several colours, in most of its parts.
func blank(figure []byte) string {
	picture, err := png.Decode(bytes.NewReader(figure))
	if err != nil {
		return "is no image: " + err.Error()
	}
	const parts = 4
	bounds, colours, drawn := picture.Bounds(), map[color.Color]bool{}, map[image.Point]bool{}
	ground := picture.At(bounds.Min.X, bounds.Min.Y)
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			if c := picture.At(x, y); c != ground {
				colours[c] = true
				drawn[image.Pt((x-bounds.Min.X)*parts/bounds.Dx(), (y-bounds.Min.Y)*parts/bounds.Dy())] = true
			}
		}
	}
	switch {
	case bounds.Dx() < 800 || bounds.Dy() < 600:
		return "is too small to be read: " + bounds.String()
	case len(colours) < 100:
		return "has hardly any colours"
	case len(drawn) < parts*parts/2+1:
		return "is empty in most of its parts"
	}
	return ""
}

// TestBlank holds that an image with nothing in it is known for one.
func TestBlank(t *testing.T) {
	for name, figure := range map[string][]byte{
		"text":  []byte("no image"),
		"empty": framed(t, func(x, y int) bool { return false }),
		"frame": framed(t, func(x, y int) bool { return x == 5 }),
	} {
		if blank(figure) == "" {
			t.Errorf("%s passes for a figure", name)
		}
	}
	if fault := blank(framed(t, func(x, y int) bool { return (x+y)%7 == 0 })); fault != "" {
		t.Errorf("a figure %s", fault)
	}
}

// framed returns an image whose marked pixels have a colour each.
func framed(t *testing.T, marked func(x, y int) bool) []byte {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, 800, 600))
	for y := range 600 {
		for x := range 800 {
			picture.Set(x, y, color.White)
			if marked(x, y) {
				picture.Set(x, y, color.RGBA{uint8(x), uint8(y), 0, 255})
			}
		}
	}
	var file bytes.Buffer
	if err := png.Encode(&file, picture); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// checkTimeline holds that in the file for Gephi each node has a place, a colour, a size and a time, and each edge a time
// and ends that are there.
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
