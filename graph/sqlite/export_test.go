package sqlite

// WithSmallPart has parts of statements set aside from so many objects on.
func WithSmallPart(objects int) Option {
	return func(o *options) { o.small = objects }
}
