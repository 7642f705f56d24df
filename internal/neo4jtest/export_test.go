package neo4jtest

import "os"

// Signal sends a signal to the server's process, as another process could.
func (s *Server) Signal(signal os.Signal) error { return s.process.command.Process.Signal(signal) }
