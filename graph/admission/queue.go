package admission

import "slices"

// queue contains the occupied places and the waiting tickets. It knows neither time nor goroutines, and its caller
// holds a lock.
//
// Clients take turns, and the tickets of one client are served in order of arrival. No ticket waits while a place is
// free that its client may have.
type queue struct {
	places    int // at a time
	perClient int // of these, for one client
	capacity  int // maximum number of waiting tickets
	known     int // clients to remember that have no place and do not wait

	running int
	waiting int
	clients map[string]*client
	turns   []*client // waiting clients, the next one first
}

// client has places or waits for one.
type client struct {
	key     string
	running int
	waiting []*ticket
}

// ticket is a request for one place.
type ticket struct {
	client string
	// decided receives one value after the ticket has waited: nil for a place, or the reason for none.
	decided chan error
}

// verdict is the immediate outcome of a ticket.
type verdict int

const (
	admitted verdict = iota
	queued
	refused
)

func newQueue(places, perClient, capacity int) *queue {
	return &queue{
		places: places, perClient: perClient, capacity: capacity, known: knownClients, clients: map[string]*client{},
	}
}

// enter gives a ticket a place, lets it wait, or refuses it. If the queue is full, it displaces a ticket of the client
// with the most waiting tickets, in favour of a client with fewer.
func (q *queue) enter(t *ticket) (v verdict, displaced *ticket) {
	if q.try(t.client) {
		return admitted, nil
	}
	c := q.client(t.client)
	if q.waiting >= q.capacity {
		longest := q.longest()
		if longest == nil || len(longest.waiting) <= len(c.waiting)+1 {
			q.forget(c)
			return refused, nil
		}
		displaced = longest.waiting[len(longest.waiting)-1]
		q.withdraw(displaced)
	}
	if len(c.waiting) == 0 {
		q.turns = append(q.turns, c)
	}
	c.waiting = append(c.waiting, t)
	q.waiting++
	return queued, displaced
}

// try takes a place for a client, if one is available immediately.
func (q *queue) try(key string) bool {
	c := q.client(key)
	if q.running >= q.places || c.running >= q.perClient {
		q.forget(c)
		return false
	}
	c.running++
	q.running++
	return true
}

// leave releases a client's place, and returns the tickets that get a place now.
func (q *queue) leave(key string) (next []*ticket) {
	c := q.client(key)
	c.running--
	q.running--
	q.forget(c)
	for q.running < q.places {
		t := q.next()
		if t == nil {
			break
		}
		next = append(next, t)
	}
	return next
}

// next gives a place to the next ticket, and returns nil if no waiting ticket may have one.
func (q *queue) next() *ticket {
	for i, c := range q.turns {
		if c.running >= q.perClient {
			continue
		}
		t := c.waiting[0]
		c.waiting = c.waiting[1:]
		q.waiting--
		q.turns = slices.Delete(q.turns, i, i+1)
		if len(c.waiting) > 0 {
			q.turns = append(q.turns, c)
		}
		c.running++
		q.running++
		return t
	}
	return nil
}

// contended reports whether another client would get the place that a client releases, and whether this client itself
// waits.
func (q *queue) contended(key string) (byOthers, byItself bool) {
	for _, c := range q.turns {
		if c.key == key {
			byItself = true
		} else if c.running < q.perClient {
			byOthers = true
		}
	}
	return byOthers, byItself
}

// withdraw removes a ticket from the queue, and reports whether it was there.
func (q *queue) withdraw(t *ticket) bool {
	c := q.client(t.client)
	i := slices.Index(c.waiting, t)
	if i < 0 {
		q.forget(c)
		return false
	}
	c.waiting = slices.Delete(c.waiting, i, i+1)
	q.waiting--
	if len(c.waiting) == 0 {
		q.turns = slices.DeleteFunc(q.turns, func(other *client) bool { return other == c })
		q.forget(c)
	}
	return true
}

// longest returns the client with the most waiting tickets, or nil if no ticket waits.
func (q *queue) longest() *client {
	var longest *client
	for _, c := range q.turns {
		if longest == nil || len(c.waiting) > len(longest.waiting) {
			longest = c
		}
	}
	return longest
}

func (q *queue) client(key string) *client {
	c, known := q.clients[key]
	if !known {
		c = &client{key: key}
		q.clients[key] = c
	}
	return c
}

// knownClients is the number of clients that are remembered for their next request, which is then cheaper.
const knownClients = 256

// forget removes a client that has no place and does not wait, if there are many clients, so that the map does not grow
// with every address.
func (q *queue) forget(c *client) {
	if len(q.clients) > q.known && c.running == 0 && len(c.waiting) == 0 {
		delete(q.clients, c.key)
	}
}
