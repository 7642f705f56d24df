package sqlite

// WithSmallPart sets the largest number of objects of a part that is set aside as one text.
func WithSmallPart(objects int) Option {
	return func(o *options) { o.small = objects }
}
