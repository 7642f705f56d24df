package admission

import (
	"math/rand/v2"
	"strconv"
	"testing"
)

// tickets returns a ticket for each client.
func tickets(clients ...string) []*ticket {
	all := make([]*ticket, len(clients))
	for i, client := range clients {
		all[i] = &ticket{client: client}
	}
	return all
}

// enterAll enters tickets and checks their verdict.
func enterAll(t *testing.T, q *queue, want verdict, all ...*ticket) {
	t.Helper()
	for i, one := range all {
		if got, displaced := q.enter(one); got != want || displaced != nil {
			t.Fatalf("ticket %d of %s: verdict %d, displaced %v, want verdict %d", i, one.client, got, displaced, want)
		}
	}
}

// served releases places one after the other, and returns the clients that got the next ones.
func served(q *queue, first string, count int) (order string) {
	client := first
	for range count {
		next := q.leave(client)
		if len(next) != 1 {
			return order + "?"
		}
		client = next[0].client
		order += client
	}
	return order
}

// TestClientsTakeTurns: a later client is served before the remaining tickets of one with many.
func TestClientsTakeTurns(t *testing.T) {
	q := newQueue(1, 1, 100)
	enterAll(t, q, admitted, tickets("a")...)
	enterAll(t, q, queued, tickets("a", "a", "a", "b", "b", "c")...)
	if order := served(q, "a", 6); order != "abcaba" {
		t.Errorf("served in the order %s", order)
	}
}

// TestOneClientInOrder: the tickets of one client are served in order of arrival.
func TestOneClientInOrder(t *testing.T) {
	q := newQueue(1, 1, 100)
	all := tickets("a", "a", "a", "a")
	enterAll(t, q, admitted, all[0])
	enterAll(t, q, queued, all[1:]...)
	for i, want := range all[1:] {
		if next := q.leave("a"); len(next) != 1 || next[0] != want {
			t.Errorf("place %d goes to another ticket", i)
		}
	}
}

// TestShareOfPlaces: a client gets at most its share, even if places are free, and others get the rest.
func TestShareOfPlaces(t *testing.T) {
	q := newQueue(4, 2, 100)
	enterAll(t, q, admitted, tickets("a", "a")...)
	enterAll(t, q, queued, tickets("a", "a")...)
	enterAll(t, q, admitted, tickets("b", "c")...)
	enterAll(t, q, queued, tickets("d")...)
	if next := q.leave("c"); len(next) != 1 || next[0].client != "d" {
		t.Errorf("c's place goes to %v, want d", next)
	}
	if next := q.leave("b"); len(next) != 0 {
		t.Errorf("b's place goes to %v, and a has its share", next)
	}
	for client, wants := range map[string]bool{"a": true, "d": false} { // only a waits, and it has its share
		if byOthers, byItself := q.contended(client); byOthers || byItself != wants {
			t.Errorf("the place of %s is wanted by others %v, by itself %v", client, byOthers, byItself)
		}
	}
	enterAll(t, q, admitted, tickets("e")...)
	enterAll(t, q, queued, tickets("f")...)
	if byOthers, byItself := q.contended("a"); !byOthers || !byItself {
		t.Errorf("the place of a is wanted by others %v, by itself %v", byOthers, byItself)
	}
	if next := q.leave("d"); len(next) != 1 || next[0].client != "f" {
		t.Errorf("d's place goes to %v, want f", next)
	}
	if next := q.leave("a"); len(next) != 1 || next[0].client != "a" {
		t.Errorf("a's place goes to %v, want a", next)
	}
}

// TestShareOfQueue: one client can fill the queue, but is displaced by others until they have equally many tickets.
func TestShareOfQueue(t *testing.T) {
	q := newQueue(1, 1, 4)
	enterAll(t, q, admitted, tickets("a")...)
	waiting := tickets("a", "a", "a", "a")
	enterAll(t, q, queued, waiting...)
	enterAll(t, q, refused, tickets("a")...)
	for i := range 2 {
		v, displaced := q.enter(tickets("b")[0])
		if v != queued || displaced != waiting[3-i] {
			t.Fatalf("b's ticket %d: verdict %d in the place of %v, want the last of a", i, v, displaced)
		}
	}
	enterAll(t, q, refused, tickets("b", "a")...)
	if v, displaced := q.enter(tickets("c")[0]); v != queued || displaced == nil {
		t.Errorf("c: verdict %d, displaced %v", v, displaced)
	}
}

// TestQueueInvariants does random operations, and checks the invariants of the queue after each.
func TestQueueInvariants(t *testing.T) {
	for seed := range uint64(200) {
		chance := rand.New(rand.NewPCG(seed, 1))
		q := newQueue(1+chance.IntN(4), 1, chance.IntN(8))
		q.perClient, q.known = 1+chance.IntN(q.places), 0
		var running []string
		waiting := map[*ticket]bool{}
		for range 300 {
			switch chance.IntN(5) {
			case 0, 1, 2:
				one := &ticket{client: strconv.Itoa(chance.IntN(4))}
				v, displaced := q.enter(one)
				if displaced != nil && !waiting[displaced] {
					t.Fatalf("seed %d: a ticket is displaced that does not wait", seed)
				}
				delete(waiting, displaced)
				switch v {
				case admitted:
					running = append(running, one.client)
				case queued:
					waiting[one] = true
				}
			case 3:
				if len(running) > 0 {
					i := chance.IntN(len(running))
					client := running[i]
					running = append(running[:i], running[i+1:]...)
					for _, next := range q.leave(client) {
						if !waiting[next] {
							t.Fatalf("seed %d: a ticket has a place that does not wait", seed)
						}
						delete(waiting, next)
						running = append(running, next.client)
					}
				}
			case 4:
				for one := range waiting {
					if !q.withdraw(one) || q.withdraw(one) {
						t.Fatalf("seed %d: a ticket that waits cannot be withdrawn once", seed)
					}
					delete(waiting, one)
					break
				}
			}
			checkQueue(t, q, running, waiting)
		}
	}
}

func checkQueue(t *testing.T, q *queue, running []string, waiting map[*ticket]bool) {
	t.Helper()
	of := map[string]int{}
	for _, client := range running {
		of[client]++
		if of[client] > q.perClient {
			t.Fatalf("%s has %d places of %d", client, of[client], q.perClient)
		}
	}
	if q.running != len(running) || q.running > q.places || q.waiting != len(waiting) || q.waiting > q.capacity {
		t.Fatalf("%d run and %d wait, by its own count %d and %d", len(running), len(waiting), q.running, q.waiting)
	}
	known := map[string]bool{}
	for client := range of {
		known[client] = true
	}
	for one := range waiting {
		known[one.client] = true
		if q.running < q.places && of[one.client] < q.perClient {
			t.Fatalf("a ticket of %s waits while a place is free", one.client)
		}
	}
	if len(q.clients) != len(known) {
		t.Fatalf("%d clients are known, want %d", len(q.clients), len(known))
	}
}
