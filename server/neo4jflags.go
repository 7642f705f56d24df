package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/stakegraph/stakegraph/graph/neo4j"
)

// neo4jFlags configure the Neo4j store. Password and token are not flags, since other users of the machine can read
// command lines; they come from the environment or from a file.
type neo4jFlags struct {
	User          string        `name:"neo4j-user" default:"neo4j" env:"NEO4J_USERNAME,NEO4J_USER" help:"The user, for authentication with a password. The password is read from NEO4J_PASSWORD or from a file, and a token from NEO4J_TOKEN or from a file."`
	PasswordFile  string        `name:"neo4j-password-file" placeholder:"FILE" env:"NEO4J_PASSWORD_FILE" help:"The file with the password."`
	TokenFile     string        `name:"neo4j-token-file" placeholder:"FILE" env:"NEO4J_TOKEN_FILE" help:"The file with a bearer token, which replaces user and password."`
	Database      string        `name:"neo4j-database" placeholder:"NAME" env:"NEO4J_DATABASE" help:"The database. The default is the home database of the user."`
	PoolSize      int           `name:"neo4j-pool-size" default:"64" env:"STAKEGRAPH_NEO4J_POOL_SIZE" help:"The maximum number of connections to a server. A quarter is for lookups, a quarter for other queries, and a sixteenth for long queries. Further queries wait."`
	AcquireWithin time.Duration `name:"neo4j-acquire-within" default:"5s" env:"STAKEGRAPH_NEO4J_ACQUIRE_WITHIN" help:"The time limit for acquiring a connection from the pool."`
	ConnectWithin time.Duration `name:"neo4j-connect-within" default:"5s" env:"STAKEGRAPH_NEO4J_CONNECT_WITHIN" help:"The time limit for opening a connection."`
	RetryWithin   time.Duration `name:"neo4j-retry-within" default:"1s" env:"STAKEGRAPH_NEO4J_RETRY_WITHIN" help:"The time limit for retrying a query while the database is unavailable. 0s disables retries."`
}

// Validate returns an error for values that can never work.
func (f *neo4jFlags) Validate() error {
	if f.PoolSize < 1 {
		return fmt.Errorf("--neo4j-pool-size: %d is out of range: write 2 or more", f.PoolSize)
	}
	for flag, value := range map[string]time.Duration{
		"--neo4j-acquire-within": f.AcquireWithin, "--neo4j-connect-within": f.ConnectWithin,
	} {
		if value <= 0 {
			return fmt.Errorf("%s: %v is out of range: write a duration above 0, such as 5s", flag, value)
		}
	}
	if f.RetryWithin < 0 {
		return fmt.Errorf("--neo4j-retry-within: %v is out of range: write a duration of 0 or more, such as 1s", f.RetryWithin)
	}
	return nil
}

// config reads the secrets. It is called for each attempt to connect, so changes of the files take effect.
func (f *neo4jFlags) config(uri string) (neo4j.Config, error) {
	config := neo4j.Config{
		URI: uri, Database: f.Database, PoolSize: f.PoolSize,
		AcquisitionTimeout: f.AcquireWithin, ConnectTimeout: f.ConnectWithin, RetryTime: f.RetryWithin,
	}
	if config.RetryTime == 0 {
		config.RetryTime = -1
	}
	password, err := secret("password", f.PasswordFile, "NEO4J_PASSWORD")
	if err != nil {
		return neo4j.Config{}, err
	}
	if config.Token, err = secret("token", f.TokenFile, "NEO4J_TOKEN"); err != nil {
		return neo4j.Config{}, err
	}
	if password != "" {
		config.User, config.Password = f.User, password
	}
	return config, nil
}

// secret returns the content of a file without trailing line breaks or, without a file, the value of the variable.
func secret(what, file, variable string) (string, error) {
	if file == "" {
		return os.Getenv(variable), nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("cannot read the %s for Neo4j: %w (%w)", what, err, errUsage)
	}
	return strings.TrimRight(string(text), "\r\n"), nil
}
