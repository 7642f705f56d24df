package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// showProgress returns a function that shows how far a load has come, in bytes, and one that takes the bar away. Where
// no terminal looks on, both do nothing.
func showProgress(w io.Writer) (progress func(read, total int64), done func()) {
	if !isTerminal(w) {
		return func(int64, int64) {}, func() {}
	}
	var bar *progressbar.ProgressBar
	progress = func(read, total int64) {
		if bar == nil {
			bar = progressbar.NewOptions64(total,
				progressbar.OptionSetWriter(w),
				progressbar.OptionSetDescription("Loading"),
				progressbar.OptionSetWidth(30),
				progressbar.OptionThrottle(100*time.Millisecond),
				progressbar.OptionClearOnFinish(),
			)
		}
		_ = bar.Set64(read) // a bar that cannot be drawn is no reason to stop
	}
	return progress, func() {
		if bar != nil {
			_ = bar.Clear()
		}
	}
}
