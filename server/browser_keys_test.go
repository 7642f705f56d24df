package main

import (
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
)

// focused is the element with the keyboard focus.
const focused = `document.activeElement`

// TestPlaygroundByKeyboard checks that the keyboard can leave the editors, and that all focusable elements have
// names. Headers are sent, but neither stored nor added to links. A reload keeps the user's query.
func TestPlaygroundByKeyboard(t *testing.T) {
	if !hasBrowser(t) {
		return
	}
	r := start(t, "--listen", "127.0.0.1:0", "--store", loadedStore(t))
	b := openBrowser(t)
	b.do("open the page", chromedp.Navigate(r.url), chromedp.WaitVisible(play))
	b.await("the names of the editors", `document.querySelectorAll('.CodeMirror textarea[aria-label]').length === 4`)
	const names = `[...document.querySelectorAll('.CodeMirror textarea')].map(e => e.ariaLabel.split(';')[0])`
	if diff := cmp.Diff([]string{"Query", "Variables", "Headers", "Answer"}, read[[]string](b, names)); diff != "" {
		t.Errorf("the names of the editors (-want +got):\n%s", diff)
	}
	const nameless = `[...document.querySelectorAll('button, a')].filter(e => !e.ariaLabel && !e.innerText.trim()).map(e => e.outerHTML)`
	if found := read[[]string](b, nameless); len(found) > 0 {
		t.Errorf("these have no name: %v", found)
	}

	const headers = `document.querySelectorAll('.graphiql-editor-tool .CodeMirror')[1].CodeMirror`
	b.script("show the headers", `[...document.querySelectorAll('button')].find(b => b.innerText === 'Headers').click()`)
	b.await("their editor", headers+`.getWrapperElement().offsetParent`)
	b.script("write a header", headers+`.setValue('{"X-Request-Id": "from-the-playground"}')`)
	b.script("write a query", editor+`.setValue('query Mine { __typename }'), `+editor+`.focus(), `+editor+`.setCursor(0, 0)`)
	b.do("indent", chromedp.KeyEvent(kb.Tab))
	if text := read[string](b, editor+`.getValue()`); text == "query Mine { __typename }" || !read[bool](b, editor+`.hasFocus()`) {
		t.Errorf("Tab does not indent: %q", text)
	}
	b.do("leave", chromedp.KeyEvent(kb.Escape), chromedp.KeyEvent(kb.Tab))
	b.await("the next button", focused+`.matches('`+play+`')`)
	b.await("that it is marked", `getComputedStyle(`+focused+`).outlineWidth === '2px'`)
	b.await("its name on the tab", `document.querySelector('.graphiql-tab-active').innerText.includes('Mine')`)
	b.do("press it", chromedp.KeyEvent(kb.Enter))
	b.await("the answer", answer+`.includes('"Query"')`)
	r.awaitLog(t, "from-the-playground")
	b.script("go to the answer", `document.querySelector('.result-window .CodeMirror').CodeMirror.focus()`)
	b.do("leave", chromedp.KeyEvent(kb.Tab))
	b.await("that it is left", `!`+focused+`.closest('.CodeMirror')`)

	b.do("make a link", chromedp.Click(`button[aria-label="Copy a link to this query"]`))
	b.await("the link", `location.hash.includes('Mine')`)
	b.await("that the query is kept", `localStorage.getItem('stakegraph:graphiql:tabState')?.includes('Mine')`)
	const stored = `JSON.stringify(Object.entries(localStorage)) + location.href`
	b.await("that it is in the history", `localStorage.getItem('stakegraph:graphiql:queries')?.includes('Mine')`)
	if read[bool](b, `(`+stored+`).includes('from-the-playground')`) {
		t.Errorf("headers are kept or linked: %s", read[string](b, stored))
	}
	b.do("come again", chromedp.Navigate("about:blank"), chromedp.Navigate(r.url), chromedp.WaitVisible(play))
	b.await("the query", editor+`?.getValue().includes('Mine')`)
	if tabs := read[int](b, `document.querySelectorAll('.graphiql-tab').length`); tabs != 13 {
		t.Errorf("%d tabs after all, want 13", tabs)
	}
	b.isContent()
	r.end(t)
}

// TestPlaygroundWithoutStorage checks that the page works if the browser denies storage.
func TestPlaygroundWithoutStorage(t *testing.T) {
	if !hasBrowser(t) {
		return
	}
	r := start(t, "--listen", "127.0.0.1:0", "--store", loadedStore(t))
	b := openBrowser(t)
	if _, err := chromedp.Call(b.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: `Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('denied', 'SecurityError') }})`,
	}); err != nil {
		t.Fatal(err)
	}
	b.do("open the page", chromedp.Navigate(r.url), chromedp.WaitVisible(play), chromedp.Click(play))
	b.await("the answer", answer+`.includes('"data"')`)
	b.isContent()
	r.end(t)
}
