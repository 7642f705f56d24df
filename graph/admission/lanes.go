package admission

import "time"

// The bounds of the queues. A client that has waited so long gets a request to retry, since its own user has left by then.
const (
	queueWait        = 10 * time.Second
	networkWait      = 30 * time.Second // since the work before it takes seconds, too
	lookupsWaiting   = 512
	ordinaryWaiting  = 256
	costlyWaiting    = 128
	networksWaiting  = 32
	exportPlaces     = 4 // each has a connection to the database, or memory for a network
	exportsPerClient = 2
)

// How long a statement may keep its place while others wait. A statement that a server of its own meets for the first time
// is planned for some 40 ms for each pattern, and sent again it would be planned again, so that it has more time there.
const (
	embeddedSlice = 100 * time.Millisecond
	serverSlice   = 500 * time.Millisecond
)

// Config says how work is admitted.
type Config struct {
	Lookups  Limits // statements that read a few rows by key
	Ordinary Limits // all others
	Costly   Limits // those that went beyond the slice
	Networks Limits // networks that are made or measured in this process
	Exports  Limits // files that are written

	// Slice is how long a statement may keep its place in the ordinary lane while others wait for one; 0: until it is
	// done. A statement that goes beyond it moves to the costly lane: it goes on there, or, where that has no place now,
	// it is interrupted and sent again once.
	Slice time.Duration
	// Answers: the store takes statements by Answer. Without it, Answer is no work and needs no place.
	Answers bool
	// Observe is called for each piece of work that came to a lane; nil: nothing is called.
	Observe func(Event)
}

// ForEmbedded returns the limits for a database that runs within this process, on so many cores. Statements are work for
// the cores alone, so that few run at one time. No client needs a share of the ordinary places, since a slice ends its
// statements, but one has at most half of those for costly ones.
func ForEmbedded(cores int) Config {
	costly := max(2, cores/2)
	return Config{
		Lookups:  Limits{Places: max(2, cores), Waiting: lookupsWaiting, Wait: queueWait},
		Ordinary: Limits{Places: max(2, cores), Waiting: ordinaryWaiting, Wait: queueWait},
		Costly:   Limits{Places: costly, PerClient: half(costly), Waiting: costlyWaiting, Wait: queueWait},
		Networks: networkLimits(cores),
		Exports:  exportLimits(),
		Slice:    embeddedSlice,
	}
}

// ForServer returns the limits for a database that is a server of its own, to which there are so many connections, for a
// process on so many cores. Lookups and ordinary statements have a quarter of the connections each, and costly ones a
// sixteenth; the rest is for streams, loads and what the server asks for itself. One client has at most half of each. With
// 16 statements at work on two cores of the database, a lookup beside them took 0.1 s, so that there are few by default.
func ForServer(connections, cores int) Config {
	quarter, sixteenth := max(1, connections/4), max(1, connections/16)
	return Config{
		Lookups:  Limits{Places: quarter, PerClient: half(quarter), Waiting: lookupsWaiting, Wait: queueWait},
		Ordinary: Limits{Places: quarter, PerClient: half(quarter), Waiting: ordinaryWaiting, Wait: queueWait},
		Costly:   Limits{Places: sixteenth, PerClient: half(sixteenth), Waiting: costlyWaiting, Wait: queueWait},
		Networks: networkLimits(cores),
		Exports:  exportLimits(),
		Slice:    serverSlice,
		Answers:  true,
	}
}

// networkLimits let one or two networks be made at one time, since each takes all cores.
func networkLimits(cores int) Limits {
	places := min(2, max(1, cores/2))
	return Limits{Places: places, PerClient: half(places), Waiting: networksWaiting, Wait: networkWait}
}

func exportLimits() Limits { return Limits{Places: exportPlaces, PerClient: exportsPerClient} }

// half returns half of the places at most, and one at least.
func half(places int) int { return max(1, places/2) }

// Lanes are the lanes of one server.
type Lanes struct {
	lookups, ordinary, costly, networks, exports *Lane

	slice   time.Duration
	answers bool
}

// New returns lanes.
func New(c Config) *Lanes {
	return &Lanes{
		lookups:  NewLane("lookups", c.Lookups, c.Observe),
		ordinary: NewLane("ordinary", c.Ordinary, c.Observe),
		costly:   NewLane("costly", c.Costly, c.Observe),
		networks: NewLane("networks", c.Networks, c.Observe),
		exports:  NewLane("exports", c.Exports, c.Observe),
		slice:    c.Slice, answers: c.Answers,
	}
}

// Networks returns the lane of networks.
func (l *Lanes) Networks() *Lane { return l.networks }

// Exports returns the lane of files.
func (l *Lanes) Exports() *Lane { return l.exports }

// All returns all lanes.
func (l *Lanes) All() []*Lane { return []*Lane{l.lookups, l.ordinary, l.costly, l.networks, l.exports} }
