package neo4jtest

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	_ "embed" // for the Java program
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

//go:embed java/Server.java
var program []byte

// built is the program that java runs, and an archive of the classes that Neo4j loads, which halves the CPU time of a start.
// Without an archive, each class is read from its jar.
type built struct {
	program string // a jar
	archive string // "" if there is none
}

// build returns the program and the archive for a version of Neo4j, and makes them if they are missing. Concurrent processes
// share one build. If the JDK cannot write an archive, the build is complete without one, and is not repeated.
func build(ctx context.Context, s *Server) (built, error) {
	of := sha256.Sum256(fmt.Appendln(nil, string(program), training, javaOptions, s.jdk))
	folder := filepath.Join(s.jars, fmt.Sprintf("java%d-%.6x", s.jdk.major, of))
	b := built{filepath.Join(folder, "server.jar"), filepath.Join(folder, "classes.jsa")}
	if b.complete() {
		return b.usable(), nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return built{}, err
	}
	unlock, err := lock(ctx, filepath.Join(folder, "lock"))
	if err != nil {
		return built{}, err
	}
	defer unlock()
	if b.complete() {
		return b.usable(), nil
	}
	if err := compile(ctx, s, b.program); err != nil {
		return built{}, fmt.Errorf("compile the program that runs Neo4j: %w", err)
	}
	fmt.Fprintf(s.options.Log, "Archiving the classes of Neo4j %s for Java %s, once\n", s.options.Version, s.jdk.version)
	part := b.archive + ".part"
	if err := train(ctx, s, built{program: b.program}, part); err != nil {
		if ctx.Err() != nil {
			return built{}, err
		}
		fmt.Fprintf(s.options.Log, "Starts will take longer, for there is no archive of classes: %v\n", err)
		if err := os.WriteFile(part, nil, 0o644); err != nil {
			return built{}, err
		}
	}
	if err := os.Rename(part, b.archive); err != nil {
		return built{}, err
	}
	sum, err := b.sum()
	if err != nil {
		return built{}, err
	}
	return b.usable(), os.WriteFile(b.sumFile(), []byte(sum), 0o644)
}

// complete reports whether the build was finished and its files are unchanged. Java itself crashes on a truncated archive.
func (b built) complete() bool {
	want, err := os.ReadFile(b.sumFile())
	if err != nil {
		return false
	}
	sum, err := b.sum()
	return err == nil && sum == string(want)
}

// sumFile returns the name of the file with the checksum, which is written last.
func (b built) sumFile() string { return filepath.Join(filepath.Dir(b.archive), "sum") }

// sum returns the checksum of program and archive.
func (b built) sum() (string, error) {
	sum := crc32.NewIEEE()
	for _, name := range []string{b.program, b.archive} {
		file, err := os.Open(name)
		if err != nil {
			return "", err
		}
		size, err := io.Copy(sum, file)
		if err := errors.Join(err, file.Close()); err != nil {
			return "", err
		}
		fmt.Fprintln(sum, size)
	}
	return fmt.Sprintf("%08x\n", sum.Sum32()), nil
}

// usable returns the build without its archive if that is empty, which means that the JDK could not write one.
func (b built) usable() built {
	if info, err := os.Stat(b.archive); err != nil || info.Size() == 0 {
		b.archive = ""
	}
	return b
}

// compile makes the jar of the program. It is a jar since an archive includes only classes from jars.
func compile(ctx context.Context, s *Server, jar string) error {
	scratch, err := os.MkdirTemp("", "stakegraph-java-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(scratch) }()
	source, classes := filepath.Join(scratch, "Server.java"), filepath.Join(scratch, "classes")
	if err := os.WriteFile(source, program, 0o600); err != nil {
		return err
	}
	javac := exec.CommandContext(ctx, filepath.Join(s.jdk.home, "bin", "javac"+executable()),
		"-proc:none", "-d", classes, "-cp", filepath.Join(s.jars, "*"), source)
	if said, err := javac.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, said)
	}
	part, err := os.Create(jar + ".part")
	if err != nil {
		return err
	}
	w := zip.NewWriter(part)
	if err := errors.Join(w.AddFS(os.DirFS(classes)), w.Close(), part.Close()); err != nil {
		return err
	}
	return os.Rename(jar+".part", jar)
}

// training has statements for which Neo4j loads most of the classes that it needs to plan and run others.
var training = []string{
	"CREATE CONSTRAINT fact_id IF NOT EXISTS FOR (n:Fact) REQUIRE n.id IS UNIQUE",
	"CREATE INDEX fact_name IF NOT EXISTS FOR (n:Firm) ON (n.name, n.id)",
	"CREATE FULLTEXT INDEX fact_names IF NOT EXISTS FOR (n:Firm) ON EACH [n.name]",
	"CALL db.awaitIndexes(60)",
	"UNWIND range(1, 20) AS i MERGE (n:Fact {id: 'firm:' + i}) SET n += {name: 'name ' + i, year: 2000 + i}, n:Firm",
	"UNWIND range(1, 19) AS i MATCH (a:Fact {id: 'firm:' + i}), (b:Fact {id: 'firm:' + (i + 1)}) CREATE (a)-[:OWNS {share: i}]->(b)",
	"CALL db.index.fulltext.queryNodes('fact_names', 'name~ OR 3') YIELD node, score RETURN node.id, score ORDER BY score DESC LIMIT 5",
	`MATCH (n:Firm) WHERE n.year > $p.a AND (n.name STARTS WITH 'n' OR n.id IN $p.ids)
	AND EXISTS { MATCH (n)-[r:OWNS]->(m:Fact) WHERE r.share >= 2 AND NOT m.name = 'x' }
	WITH n ORDER BY n.name, n.id SKIP 1 LIMIT 10
	CALL (n) { OPTIONAL MATCH (n)<-[r:OWNS]-(m:Firm) WITH m, r ORDER BY r.share DESC LIMIT 3
		RETURN collect([m.id, r.share, COUNT { (m)-[:OWNS]->() }]) AS owners, sum(r.share) AS shares, count(*) AS many }
	RETURN collect([n.id, n.name, labels(n)[0], owners, shares, many,
		reduce(s = 0, x IN [i IN range(1, 3) WHERE i > 1 | i * 2] | s + x), CASE WHEN n.year IS NULL THEN 0 ELSE n.year END]) AS rows`,
	`MATCH (n:Fact {id: $p.ids[0]}) CALL (n) { MATCH (n)-[:OWNS]->(m) RETURN m UNION MATCH (n)<-[:OWNS]-(m) RETURN m }
	RETURN COLLECT { MATCH (m)-[:OWNS]-(o) RETURN DISTINCT o.id ORDER BY o.id } AS all, count(m) AS many`,
	`MATCH (a:Fact {id: 'firm:1'}), (b:Fact {id: 'firm:9'}) MATCH p = allShortestPaths((a)-[:OWNS*..12]-(b))
	RETURN [n IN nodes(p) | n.id] AS ids, length(p) AS length`,
	"MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10 ROWS",
}

// train runs the training statements on a server. Java writes the archive when the server ends.
func train(ctx context.Context, of *Server, b built, archive string) (err error) {
	folder, err := os.MkdirTemp("", "stakegraph-neo4j-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	s := &Server{User: of.User, Password: "for training", options: of.options, jdk: of.jdk, jars: of.jars, built: b}
	s.options.Dir, s.options.Settings, s.options.Log = folder, nil, io.Discard
	s.options.JavaOptions = slices.Concat(forSeconds, []string{"-XX:ArchiveClassesAtExit=" + archive})
	if s.port, err = choosePort(ctx, 0); err != nil {
		return err
	}
	s.URI = fmt.Sprintf("bolt://127.0.0.1:%d", s.port)
	if err := s.launch(ctx); err != nil {
		return err
	}
	err = errors.Join(askAll(ctx, s, training), s.process.stopWithin(archiveTimeout))
	if err != nil {
		return errors.Join(err, s.lastWords())
	}
	if info, err := os.Stat(archive); err != nil || info.Size() == 0 {
		return errors.Join(errors.New("java writes no archive"), err, s.lastWords())
	}
	return nil
}

// archiveTimeout limits the time in which a server ends and writes an archive, which takes much longer than a normal end.
const archiveTimeout = 10 * time.Minute

// askAll runs statements on a server.
func askAll(ctx context.Context, s *Server, statements []string) error {
	driver, err := neo4j.NewDriverWithContext(s.URI, neo4j.BasicAuth(s.User, s.Password, ""))
	if err != nil {
		return err
	}
	defer func() { _ = driver.Close(context.WithoutCancel(ctx)) }()
	session := driver.NewSession(ctx, neo4j.SessionConfig{})
	defer func() { _ = session.Close(context.WithoutCancel(ctx)) }()
	params := map[string]any{"p": map[string]any{"a": 2001, "ids": []any{"firm:3", "firm:4"}}}
	for _, statement := range statements {
		result, err := session.Run(ctx, statement, params)
		if err == nil {
			_, err = result.Consume(ctx)
		}
		if err != nil {
			first, _, _ := strings.Cut(statement, "\n")
			return fmt.Errorf("%s: %w", first, err)
		}
	}
	return nil
}
