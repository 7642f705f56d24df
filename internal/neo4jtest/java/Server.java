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
 * Runs Neo4j on one folder, which holds neo4j.conf and gets the data: java -cp 'jars/*' Server.java FOLDER
 *
 * <p>The user neo4j gets the password in NEO4J_PASSWORD when the folder has no data yet. Once Bolt listens, the only
 * line of standard output says where. It stops in good order on SIGTERM, and when its standard input ends, so that it
 * does not outlive the process that started it.
 */
public final class Server {
  public static void main(String[] args) throws Exception {
    var ready = System.out;
    System.setOut(System.err); // for what others print
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

  /** Does what neo4j-admin dbms set-initial-password does. */
  private static void setPassword(Path folder, String password) {
    var command = new CommandLine(new SetInitialPasswordCommand(new ExecutionContext(folder, folder)));
    int status = command.setExpandAtFiles(false).execute("--", password);
    if (status != 0) {
      System.exit(status); // it has said why
    }
  }
}
