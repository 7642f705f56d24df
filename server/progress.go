package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// showProgress returns a function that displays progress, with a total of 0 if it is unknown, and a function that
// removes the progress bar. If w is not a terminal, both do nothing.
func showProgress(w io.Writer, what string) (progress func(come, total int64), done func()) {
	if !isTerminal(w) {
		return func(int64, int64) {}, func() {}
	}
	var bar *progressbar.ProgressBar
	progress = func(come, total int64) {
		if bar == nil {
			if total == 0 {
				total = -1 // a bar of unknown length
			}
			bar = progressbar.NewOptions64(total,
				progressbar.OptionSetWriter(w),
				progressbar.OptionSetDescription(what),
				progressbar.OptionSetWidth(30),
				progressbar.OptionThrottle(100*time.Millisecond),
				progressbar.OptionClearOnFinish(),
			)
		}
		_ = bar.Set64(come) // a failure to draw the bar does not matter
	}
	return progress, func() {
		if bar != nil {
			_ = bar.Clear()
		}
	}
}
