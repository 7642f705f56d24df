package neo4j

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/stakegraph/stakegraph/graph/store"
)

// The lowest version of Neo4j that supports the Cypher of the renderer.
const (
	leastMajor = 5
	leastMinor = 26
)

// checkVersion rejects a server that is too old, before it receives statements that it does not support.
func (s *Store) checkVersion(ctx context.Context, session driver.SessionWithContext) error {
	summary, err := execute(ctx, session, "RETURN 1", nil)
	if err != nil {
		return s.refused(ctx, err)
	}
	if agent := summary.Server().Agent(); !isRecent(agent) {
		return fmt.Errorf("%w: the server at %s is %s, but Stakegraph requires Neo4j %d.%d or later: upgrade it, or choose another",
			store.ErrForeign, s.config.URI, agent, leastMajor, leastMinor)
	}
	return nil
}

// isRecent parses the agent of a server: Neo4j/5.26.24, or Neo4j/2026.07.1 with calendar versioning. A server with any
// other agent is accepted.
func isRecent(agent string) bool {
	name, version, _ := strings.Cut(agent, "/")
	parts := strings.SplitN(version, ".", 3)
	if name != "Neo4j" || len(parts) < 2 {
		return true
	}
	major, err1 := strconv.Atoi(parts[0])
	minor, err2 := strconv.Atoi(parts[1])
	if err1 != nil || err2 != nil {
		return true
	}
	return major > leastMajor || major == leastMajor && minor >= leastMinor
}

// refused returns the reason why the database cannot be opened, with advice.
func (s *Store) refused(ctx context.Context, err error) error {
	fault := isFault(err)
	err = failed(ctx, "open "+s.Location(), err)
	check := ""
	switch {
	case fault:
		return fmt.Errorf("%w: %w; check that the address is the Bolt address of Neo4j", store.ErrForeign, err)
	case errors.Is(err, store.ErrUnavailable):
		check = "check the address, and that Neo4j is running and accepts Bolt connections"
	case errors.Is(err, store.ErrDenied):
		check = "check the user, the password or token, and the permissions of the user"
	case errors.Is(err, store.ErrForeign):
		check = "check the name of the database"
	default:
		return err
	}
	return fmt.Errorf("%w; %s", err, check)
}
