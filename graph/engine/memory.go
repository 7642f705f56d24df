package engine

// DefaultMemory is the default number of bytes that a server should use.
const DefaultMemory = 512 << 20

// DefaultAnswer is the default maximum number of bytes of a response.
const DefaultAnswer = 32 << 20

// memory is the budget in bytes of each part of an executor.
type memory struct {
	documents, plans, persisted, schemas, networks int64 // of caches
	answers                                        int64 // of responses in progress
}

// sharesOf divides the memory of a process. The shares leave a quarter for the database's own allocations, and the rest
// for requests, for the data of networks, and for garbage that is not collected yet.
func sharesOf(total int64) memory {
	return memory{
		documents: total / 32, plans: total / 16, persisted: total / 64, schemas: total / 32, networks: total / 8,
		answers: total / 4,
	}
}
