package network

import "errors"

// ErrInvalid is the error for an invalid edge, node, relationship, option or partition.
var ErrInvalid = errors.New("invalid network")

// ErrTooLarge is the error for work beyond a limit. The message names the limit and suggests an alternative.
var ErrTooLarge = errors.New("network too large")

// ErrNotConverged is the error of an iteration that reached MaxIterations before its values converged.
var ErrNotConverged = errors.New("iteration did not converge")
