// Package neo4jtest runs a real Neo4j Community on a loopback port, for tests and for trial use. It needs only a JDK and
// Maven. It uses no other package of the project, and requests do not use it.
//
// Start downloads the jars of one version from Maven Central, once per user of the machine, and runs them with the short Java
// program in the folder java. Next to the jars it stores this program, compiled for each JDK, and an archive of the classes
// that Neo4j loads, which halves the CPU time of later starts. The server has its data in a folder. It can be stopped, killed
// and restarted on this folder, and ends with the process that started it. ForTest gives each test binary its own server, or
// the server at NEO4J_URI.
package neo4jtest
