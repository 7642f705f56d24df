import java.nio.file.Files;
import java.nio.file.Path;
import org.neo4j.cli.ExecutionContext;
import org.neo4j.commandline.admin.security.SetInitialPasswordCommand;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import picocli.CommandLine;

/**
 * Runs Neo4j on one folder with neo4j.conf and the data: java -cp 'jars/*' Server.java FOLDER
 *
 * <p>If the folder has no data yet, the user neo4j gets the password in NEO4J_PASSWORD. When Bolt listens, the program
 * prints its URI, as the only line of standard output. It stops gracefully on SIGTERM, and at the end of its standard
 * input, so that it does not outlive the process that started it.
 */
public final class Server {
  public static void main(String[] args) throws Exception {
    var ready = System.out;
    System.setOut(System.err); // other code must not print to standard output
    var folder = Path.of(args[0]);
    if (Files.notExists(folder.resolve("data/databases"))) {
      setPassword(folder, System.getenv("NEO4J_PASSWORD"));
    }
    var service =
        new DatabaseManagementServiceBuilder(folder).loadPropertiesFromFile(folder.resolve("neo4j.conf")).build();
    Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));

    var database = (GraphDatabaseAPI) service.database("neo4j");
    var bolt =
        database
            .getDependencyResolver()
            .resolveDependency(ConnectorPortRegister.class)
            .getLocalAddress(ConnectorType.BOLT);
    ready.println("ready bolt://127.0.0.1:" + bolt.getPort());
    while (System.in.read() >= 0) {}
    System.exit(0);
  }

  /** Sets the initial password, like neo4j-admin dbms set-initial-password. */
  private static void setPassword(Path folder, String password) {
    var command = new CommandLine(new SetInitialPasswordCommand(new ExecutionContext(folder, folder)));
    int status = command.setExpandAtFiles(false).execute("--", password);
    if (status != 0) {
      System.exit(status); // it has printed the error
    }
  }
}
