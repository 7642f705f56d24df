package sqlite

import (
	"context"
	"database/sql"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"
)

// preparedStatements is how many texts are kept prepared, on each connection that has run them.
const preparedStatements = 256

// statements keeps statements prepared by their text: a plan's shape comes back far more often than it is new, and
// preparing costs more than running.
type statements struct {
	db       *sql.DB
	mu       sync.Mutex
	prepared *lru.Cache[string, *prepared]
}

// prepared is a statement and the number of those who are using it. It is closed once it is neither kept nor used.
type prepared struct {
	*sql.Stmt
	users   int
	evicted bool
}

func newStatements(db *sql.DB) *statements {
	s := &statements{db: db}
	cache, err := lru.NewWithEvict(preparedStatements, func(_ string, p *prepared) {
		p.evicted = true
		if p.users == 0 {
			_ = p.Close()
		}
	})
	if err != nil {
		panic(err) // only for a size that is not positive
	}
	s.prepared = cache
	return s
}

// queryText runs a statement that answers with one row of one text.
func (s *statements) queryText(ctx context.Context, text string, args []any) (string, error) {
	p, err := s.use(ctx, text)
	if err != nil {
		return "", err
	}
	defer s.leave(p)
	var answer string
	err = p.QueryRowContext(ctx, args...).Scan(&answer)
	return answer, err
}

func (s *statements) use(ctx context.Context, text string) (*prepared, error) {
	s.mu.Lock()
	if p, found := s.prepared.Get(text); found {
		p.users++
		s.mu.Unlock()
		return p, nil
	}
	s.mu.Unlock()
	stmt, err := s.db.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if p, found := s.prepared.Get(text); found { // another request was as quick
		_ = stmt.Close()
		p.users++
		return p, nil
	}
	p := &prepared{Stmt: stmt, users: 1}
	s.prepared.Add(text, p)
	return p, nil
}

func (s *statements) leave(p *prepared) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p.users--
	if p.evicted && p.users == 0 {
		_ = p.Close()
	}
}

func (s *statements) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.prepared.Purge()
	return nil
}
