package network

import "errors"

// ErrInvalid is wrapped by errors about an edge, an option or a relationship that makes no sense.
var ErrInvalid = errors.New("invalid network")

// ErrTooLarge is wrapped by errors about what would take more than a limit allows. They say which limit, and what
// there is to do.
var ErrTooLarge = errors.New("network too large")

// ErrNotConverged is wrapped by errors about an iteration that reached its limit before it came near enough to a result.
var ErrNotConverged = errors.New("iteration did not converge")
