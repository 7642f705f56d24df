package admission

import "time"

// The bounds of the queues. After queueWait a client gets the advice to retry, since its user has given up by then.
const (
	queueWait        = 10 * time.Second
	networkWait      = 30 * time.Second // longer, since the work ahead takes seconds, too
	lookupsWaiting   = 512
	ordinaryWaiting  = 256
	costlyWaiting    = 128
	networksWaiting  = 32
	exportPlaces     = 4 // each has a connection to the database, or memory for a network
	exportsPerClient = 2
)

// How long a statement may keep its place while others wait. A database server needs some 40 ms per pattern to plan a
// new statement, and again if the statement is sent again, so statements get more time there.
const (
	embeddedSlice = 100 * time.Millisecond
	serverSlice   = 500 * time.Millisecond
)

// Config configures the lanes.
type Config struct {
	Lookups  Limits // statements that read a few rows by key
	Ordinary Limits // all other statements
	Costly   Limits // statements that exceed the slice
	Networks Limits // networks that are built or measured in this process
	Exports  Limits // files that are written

	// Slice is how long a statement may keep its place in the ordinary lane while others wait for one; 0: until it is
	// done. A statement that exceeds it moves to the costly lane. If that has no free place, the statement is
	// interrupted and sent once more.
	Slice time.Duration
	// Answers reports that the store executes Answer as a statement. If it is false, Answer does no work and needs no
	// place.
	Answers bool
	// Observe is called for each Enter of a lane; nil: it is not called.
	Observe func(Event)
}

// ForEmbedded returns the limits for a database within this process, on a number of cores. Statements occupy only the
// cores, so few run at a time. Clients need no share of the ordinary places, since the slice ends their statements, but
// one client gets at most half of the costly places.
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

// ForServer returns the limits for a database server with a number of connections, for a process on a number of cores.
// Lookups and ordinary statements get a quarter of the connections each, and costly ones a sixteenth. The rest is for
// streams, loads and the server's own statements. One client gets at most half of each. With 16 statements running on
// two cores of the database, a concurrent lookup took 0.1 s, so the default is low.
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

// networkLimits allow one or two networks at a time, since each uses all cores.
func networkLimits(cores int) Limits {
	places := min(2, max(1, cores/2))
	return Limits{Places: places, PerClient: half(places), Waiting: networksWaiting, Wait: networkWait}
}

func exportLimits() Limits { return Limits{Places: exportPlaces, PerClient: exportsPerClient} }

// half returns half of the places, but at least one.
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
