package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// showProgress returns a function that shows how far something has come, of a total that is 0 where it is not known, and
// one that takes the bar away. Where no terminal looks on, both do nothing.
func showProgress(w io.Writer, what string) (progress func(come, total int64), done func()) {
	if !isTerminal(w) {
		return func(int64, int64) {}, func() {}
	}
	var bar *progressbar.ProgressBar
	progress = func(come, total int64) {
		if bar == nil {
			if total == 0 {
				total = -1 // a bar without an end
			}
			bar = progressbar.NewOptions64(total,
				progressbar.OptionSetWriter(w),
				progressbar.OptionSetDescription(what),
				progressbar.OptionSetWidth(30),
				progressbar.OptionThrottle(100*time.Millisecond),
				progressbar.OptionClearOnFinish(),
			)
		}
		_ = bar.Set64(come) // a bar that cannot be drawn is no reason to stop
	}
	return progress, func() {
		if bar != nil {
			_ = bar.Clear()
		}
	}
}
