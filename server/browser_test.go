package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// browserWithin is the time limit for all steps of a test in a browser, for a machine under load.
const browserWithin = 3 * time.Minute

// openBrowser starts a Chromium with an empty page that can only connect to this machine.
func openBrowser(t *testing.T) tab {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-features", "OptimizationHints,MediaRouter,Translate"),
		chromedp.WindowSize(1400, 900),
		chromedp.UserDataDir(t.TempDir()),
	)
	limited, stop := context.WithTimeout(t.Context(), browserWithin)
	allocated, cancel := chromedp.NewExecAllocator(limited, options...)
	said := &lines{}
	ctx, closeTab := chromedp.NewContext(allocated, chromedp.WithListener(func(event any) { complain(said, event) }))
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil && !errors.Is(err, context.Canceled) {
			t.Logf("closing the browser: %v", err)
		}
		closeTab()
		cancel()
		stop()
	})
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	return tab{t, ctx, said.String}
}

// complain records problems: exceptions and other errors, failed loads, and requests to other machines.
func complain(said *lines, event any) {
	switch event := event.(type) {
	case *runtime.EventExceptionThrown:
		fmt.Fprintln(said, event.ExceptionDetails.Text)
	case *log.EventEntryAdded: // such as a violation of the page's content security policy
		if event.Entry.Level == log.EntryLevelError {
			fmt.Fprintln(said, event.Entry.Text)
		}
	case *runtime.EventConsoleAPICalled:
		if event.Type == runtime.ConsoleAPICalledTypeError {
			for _, arg := range event.Args {
				fmt.Fprintln(said, string(arg.Value), arg.Description)
			}
		}
	case *network.EventLoadingFailed:
		fmt.Fprintln(said, event.Type, event.ErrorText, event.BlockedReason)
	case *network.EventRequestWillBeSent:
		if url := event.Request.URL; !strings.HasPrefix(url, "http://127.0.0.1:") && !strings.HasPrefix(url, "data:") {
			fmt.Fprintln(said, "it asks", url)
		}
	}
}

// hasBrowser reports whether a Chromium is installed. If it is missing, the test ends with a prominent message, or
// fails if STAKEGRAPH_BROWSER=required.
func hasBrowser(t *testing.T) bool {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if _, err := exec.LookPath(name); err == nil {
			return true
		}
	}
	if os.Getenv("STAKEGRAPH_BROWSER") == "required" {
		t.Error("there is no Chromium")
	}
	fmt.Fprint(os.Stderr, "\n*** WITHOUT CHROMIUM: THE PLAYGROUND IS NOT TRIED IN A BROWSER\n\n")
	return false
}

// Elements of the page, as its scripts or its style name them.
const (
	answer = `(document.querySelector('.result-window')?.innerText ?? '')`
	editor = `document.querySelector('.graphiql-query-editor .CodeMirror')?.CodeMirror`
	play   = `button.graphiql-execute-button`
)

// tab is the page in a browser.
type tab struct {
	t          *testing.T
	ctx        context.Context
	complaints func() string
}

// do runs steps, each of which waits for its conditions.
func (b tab) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.fail(what, err)
	}
}

// script runs a script on the page.
func (b tab) script(what, text string) {
	b.t.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[any]("("+text+", null)")); err != nil {
		b.fail(what, err)
	}
}

// await waits until a condition holds on the page.
func (b tab) await(what, condition string) {
	b.t.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Poll[bool]("!!("+condition+")", chromedp.WithPollingTimeout(browserWithin/3))); err != nil {
		b.fail(what, err)
	}
}

// read returns the value of an expression on the page.
func read[T any](b tab, expression string) T {
	b.t.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.t.Fatalf("%s: %v\n%s", expression, err, b.complaints())
	}
	return value
}

// TestPlaygroundInBrowser checks that the page opens without a network, runs an example, shows its answer, completes
// the name of a field from the schema, shows the documentation, changes its theme, and creates a link that opens the
// query again.
func TestPlaygroundInBrowser(t *testing.T) {
	if !hasBrowser(t) {
		return
	}
	r := start(t, "--listen", "127.0.0.1:0", "--store", "sqlite::memory:")
	b := openBrowser(t)
	b.do("open the page", chromedp.Navigate(r.url), chromedp.WaitVisible(play))
	if tabs := read[int](b, `document.querySelectorAll('.graphiql-tab').length`); tabs != 13 {
		t.Errorf("%d tabs, want one for each of the 13 examples", tabs)
	}
	b.do("run the first example", chromedp.Click(play))
	b.await("the answer", answer+`.includes('"data"')`)
	b.keep("playground.png")

	// Completes a name from the schema and runs the query, with the keyboard only. The page requests the schema
	// concurrently with the first query, and may receive it later; until then there are no completions.
	b.await("the schema", editor+`.options.hintOptions.schema`)
	b.script("write a field", editor+`.setValue('query Uisee { firm(id: "firm:uisee") { nameZ } }'), `+editor+`.focus(), `+
		editor+`.setCursor(0, 44)`)
	b.do("ask for names", chromedp.KeyEvent(" ", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.await("the names", `[...document.querySelectorAll('.CodeMirror-hints li')].some(li => li.innerText.includes('nameZh'))`)
	b.do("take the second", chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Tab))
	b.await("the field", editor+`.getValue().includes('nameZh')`)
	b.await("its name on the tab", `document.querySelector('.graphiql-tab-active')?.innerText.includes('Uisee')`)
	b.do("run it", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.await("the answer", answer+`.includes('驭势科技')`)

	b.do("open the documentation", chromedp.Click(`button[aria-label="Show Documentation Explorer"]`))
	b.await("the documentation", `document.querySelector('.graphiql-doc-explorer')?.innerText.includes('Query')`)
	b.do("open the settings", chromedp.Click(`button[aria-label="Open settings dialog"]`), chromedp.WaitVisible(`.graphiql-dialog-section`))
	b.script("turn to dark", `[...document.querySelectorAll('.graphiql-dialog button')].find(b => b.innerText.trim() === 'Dark').click()`)
	b.await("the dark theme", `document.body.classList.contains('graphiql-dark')`)
	if ground, text := read[int](b, brightness("backgroundColor")), read[int](b, brightness("color")); ground > 60 || text < 180 {
		t.Errorf("the dark theme writes in brightness %d on %d, of 255", text, ground)
	}
	b.do("close the settings", chromedp.KeyEvent(kb.Escape))

	b.do("make a link", chromedp.Click(`button[aria-label="Copy a link to this query"]`))
	b.await("the link", `location.hash.includes('query=')`)
	href := read[string](b, `location.href`)
	if !strings.Contains(href, "nameZh") {
		t.Errorf("the link does not carry the query: %s", href)
	}
	b.script("forget", `localStorage.clear()`)
	b.do("follow the link", chromedp.Navigate("about:blank"), chromedp.Navigate(href), chromedp.WaitVisible(play))
	b.await("the query", editor+`?.getValue().includes('nameZh')`)
	b.do("run it", chromedp.Click(play))
	b.await("the answer", answer+`.includes('驭势科技')`)
	b.screenshot()
	b.isContent()
	r.end(t)
}

// brightness returns the script that computes the brightness, 0 to 255, of one of the page's colours.
func brightness(property string) string {
	return `Math.max(...getComputedStyle(document.querySelector('.graphiql-container')).` + property + `.match(/\d+/g).slice(0, 3))`
}

// keep saves a picture of the page if pictures are requested.
func (b tab) keep(name string) {
	b.t.Helper()
	picture, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.fail("take a picture", err)
	}
	keepPicture(b.t, name, picture)
}

// screenshot writes a picture of the page to the file that STAKEGRAPH_SCREENSHOT names.
func (b tab) screenshot() {
	b.t.Helper()
	path := os.Getenv("STAKEGRAPH_SCREENSHOT")
	if path == "" {
		return
	}
	picture, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.fail("take a picture", err)
	}
	if err := os.WriteFile(path, picture, 0o600); err != nil {
		b.t.Error(err)
	}
}

// isContent fails the test if the browser has reported a problem.
func (b tab) isContent() {
	b.t.Helper()
	if said := b.complaints(); said != "" {
		b.t.Errorf("the browser complains:\n%s", said)
	}
}

// fail ends the test with an error, and saves a picture of the page if pictures are requested.
func (b tab) fail(what string, err error) {
	b.t.Helper()
	shown := os.Getenv("STAKEGRAPH_SCREENSHOT")
	if shown != "" {
		late, stop := context.WithTimeout(context.WithoutCancel(b.ctx), browserWithin)
		defer stop()
		if picture, err := chromedp.Run(late, chromedp.CaptureScreenshot()); err == nil {
			_ = os.WriteFile(shown, picture, 0o600)
		}
	}
	b.t.Fatalf("%s: %v\n%s", what, err, b.complaints())
}
