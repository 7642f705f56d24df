package engine

// DefaultMemory is how many bytes a server is to take where nobody says otherwise.
const DefaultMemory = 512 << 20

// DefaultAnswer is how many bytes an answer may have where nobody says otherwise.
const DefaultAnswer = 32 << 20

// memory says how many bytes each part of an executor may hold.
type memory struct {
	documents, plans, persisted, schemas, networks int64 // of what is cached
	answers                                        int64 // of the answers under way
}

// sharesOf divides what a process may take. The shares leave a quarter to the database's own allocations, and the rest
// to requests, to what is read for a network, and to garbage that is not collected yet.
func sharesOf(total int64) memory {
	return memory{
		documents: total / 32, plans: total / 16, persisted: total / 64, schemas: total / 32, networks: total / 8,
		answers: total / 4,
	}
}
