package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"syscall"
)

// claim takes the address to listen on.
func claim(ctx context.Context, address string) (net.Listener, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("cannot listen on %s: another program does; stop it, or choose another address with "+
			"--listen HOST:PORT (port 0 takes a free one): %w", address, err)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("cannot listen on %s: this user may not; choose a port above 1023 with --listen HOST:PORT: %w",
			address, err)
	case err != nil:
		return nil, fmt.Errorf("cannot listen on %s; choose an address of this machine with --listen HOST:PORT: %w",
			address, err)
	}
	return listener, nil
}

// warnIfOpen says that anybody who reaches the address can ask, unless only this machine can reach it.
func warnIfOpen(logger *slog.Logger, address net.Addr) {
	if tcp, ok := address.(*net.TCPAddr); ok && tcp.IP.IsLoopback() {
		return
	}
	logger.Warn("other machines can reach this server, and it has no authentication: "+
		"put it behind something that has, or listen on 127.0.0.1", "address", address.String())
}
