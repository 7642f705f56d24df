package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestExampleInBrowser checks that the example page works without a network: it shows the investors of a firm by year, reads a year
// that was shown before from its cache, and shows a failure.
func TestExampleInBrowser(t *testing.T) {
	if !hasBrowser(t) {
		return
	}
	r := start(t, "--listen", "127.0.0.1:0", "--store", frozenStore(t))
	b := openBrowser(t)
	const message, requests = `document.querySelector('#message').textContent`, `document.querySelector('#requests').textContent`
	b.do("open the page", chromedp.Navigate(r.url+"example"), chromedp.WaitVisible("tbody tr"))
	at := map[string]string{"2023": read[string](b, message)}
	if rows := read[int](b, `document.querySelectorAll('tbody tr').length`); rows < 2 || !strings.Contains(at["2023"], "2023") {
		t.Errorf("%d rows, and %q", rows, at["2023"])
	}
	b.screenshot()
	for _, year := range []string{"2018", "2023"} {
		b.script("choose a year", `document.querySelector('[name=year]').value = `+year+
			`, document.querySelector('form').dispatchEvent(new Event('input'))`)
		b.await("the investors of "+year, message+`.endsWith('`+year+`')`)
		at[year+" again"] = read[string](b, message)
	}
	firstWord := func(text string) string { word, _, _ := strings.Cut(text, " "); return word }
	if at["2023"] != at["2023 again"] || firstWord(at["2023"]) == firstWord(at["2018 again"]) {
		t.Errorf("the years have %q", at)
	}
	if got := read[string](b, requests); got != "3" {
		t.Errorf("%s requests, want 3: a search and two years", got)
	}
	b.isContent()
	b.script("search for too much", `document.querySelector('[name=firm]').value = 'x'.repeat(501), `+
		`document.querySelector('form').dispatchEvent(new Event('input'))`)
	b.await("the error", `document.querySelector('.error')?.textContent.includes('500')`)
	r.end(t)
}
