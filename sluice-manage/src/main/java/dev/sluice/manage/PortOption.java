package dev.sluice.manage;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of those commands that serve. */
final class PortOption {

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "Listen on this port; 0 takes any free one.")
  private @Nullable Integer port;

  /** Returns the options, with the address from a command line unless it is empty. */
  Options with(GlobalOptions options, String address) {
    var key = ServerSettings.BIND.key();
    var own = new ArrayList<Options.Assignment>();
    if (!address.isEmpty()) {
      own.add(new Options.Assignment(key, address, "[ADDRESS:]PORT"));
    }
    if (port != null) {
      own.add(new Options.Assignment(key, host(address) + port, "--port " + port));
    }
    return options.with(own.toArray(Options.Assignment[]::new));
  }

  private static String host(String address) {
    return address.substring(0, address.lastIndexOf(':') + 1);
  }
}
