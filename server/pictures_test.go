package main

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

const picturesFolder = "../docs/pictures"

// maxPicture is the maximum size of a picture in bytes, so that pages open quickly and clones stay small.
const maxPicture = 300_000

// TestPictures checks the sizes of the pictures in the pages, and that they are not blank.
func TestPictures(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(picturesFolder, "*.png"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 2 {
		t.Fatalf("only %d pictures are found", len(files))
	}
	for _, file := range files {
		picture, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if len(picture) > maxPicture {
			t.Errorf("%s has %d bytes, and %d are the most", file, len(picture), maxPicture)
		}
		if fault := blank(picture); fault != "" {
			t.Errorf("%s %s", file, fault)
		}
	}
}

// keepPicture writes a picture of a test to the folder in STAKEGRAPH_PICTURES, if set. `make pictures` uses it for
// the pictures of the README.
func keepPicture(t *testing.T, name string, picture []byte) {
	t.Helper()
	folder := os.Getenv("STAKEGRAPH_PICTURES")
	if folder == "" {
		return
	}
	decoded, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	var small bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&small, fewColours(decoded)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name), small.Bytes(), 0o644); err != nil {
		t.Error(err)
	}
}

// fewColours reduces a picture to its 256 most frequent colours; other colours become the nearest of these. Drawings
// and screenshots lose nothing visible, and take a third of the space.
func fewColours(picture image.Image) *image.Paletted {
	bounds, count := picture.Bounds(), map[color.RGBA]int{}
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			count[color.RGBAModel.Convert(picture.At(x, y)).(color.RGBA)]++
		}
	}
	frequent := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
	})
	var palette color.Palette
	for _, c := range frequent[:min(256, len(frequent))] {
		palette = append(palette, c)
	}
	few := image.NewPaletted(bounds, palette)
	draw.Draw(few, bounds, picture, bounds.Min, draw.Src)
	return few
}

// TestFewColours checks that frequent colours do not change, and rare ones become the nearest.
func TestFewColours(t *testing.T) {
	picture := image.NewRGBA(image.Rect(0, 0, 300, 2))
	for x := range 300 {
		picture.Set(x, 0, color.RGBA{uint8(x), uint8(x / 256), 0, 255})
		picture.Set(x, 1, color.RGBA{uint8(x), 0, 0, 255})
	}
	few := fewColours(picture)
	if len(few.Palette) != 256 || few.At(7, 0) != picture.At(7, 0) || few.At(299, 0) != (color.RGBA{43, 0, 0, 255}) {
		t.Errorf("%d colours, %v for %v, %v for %v", len(few.Palette), few.At(7, 0), picture.At(7, 0), few.At(299, 0), picture.At(299, 0))
	}
}

// blank returns the reason why an image is blank, or "". An image is not blank if most of its parts have several
// colours.
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

// TestBlank checks that blank images are recognised.
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

// framed returns an image whose marked pixels each have a different colour.
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
