package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The names of connections in logs. */
final class ConnectionIdsTest {

  @Test
  void noTwoAreAlikeAndAllBelongToOneRun() {
    var ids = new ConnectionIds(new Random(1));

    var made = Stream.generate(ids::next).limit(100_000).toList();

    assertThat(made).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{12}"));
    assertThat(made)
        .extracting(id -> id.substring(0, 4))
        .containsOnly(made.getFirst().substring(0, 4));
  }
}
