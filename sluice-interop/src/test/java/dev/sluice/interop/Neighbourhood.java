package dev.sluice.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The neighbours on each kind of database; they start once for all tests. */
final class Neighbourhood implements ArgumentsProvider {

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    var namespace = ExtensionContext.Namespace.create(Neighbourhood.class);
    var store = context.getRoot().getStore(namespace);
    return Stream.of(Kind.values())
        .map(kind -> store.computeIfAbsent(kind, _ -> start(kind), House.class))
        .map(house -> Arguments.of(house.neighbours()));
  }

  private static House start(Kind kind) {
    try {
      var folder = Files.createTempDirectory("sluice-interop");
      return new House(folder, Neighbours.start(kind, folder));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("could not start the neighbours", e);
    }
  }

  private record House(Path folder, Neighbours neighbours) implements AutoCloseable {

    @Override
    public void close() throws IOException {
      neighbours.close();
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
