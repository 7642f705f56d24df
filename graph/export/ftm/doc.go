// Package ftm encodes ids and countries for FollowTheMoney, for the writer of that format in package export. It is
// pure, and does not depend on graphs.
package ftm
