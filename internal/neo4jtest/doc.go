// Package neo4jtest runs a real Neo4j Community on a loopback port, for tests and for trying things out, with nothing
// but a JDK and Maven on the machine. It stands outside a request's way and knows nothing of the rest of the project.
//
// Start fetches the jars of one version from Maven Central, once for each user of the machine, and runs them from the
// short Java program in folder java. Beside the jars it keeps this program compiled for each JDK, and an archive of the
// classes that it loads, with which a start takes half of the work. The server keeps its data in a folder, can be
// stopped, killed and started again on it, and ends with the process that started it. ForTest gives each test binary one
// server of its own, or the one that NEO4J_URI names.
package neo4jtest
