package dev.sluice.examples.irc;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that each have a server with rooms of their own. */
abstract class InRooms {

  @TempDir Path folder;
  private LiveRooms rooms;

  @BeforeEach
  void start() throws Exception {
    rooms = LiveRooms.start(folder);
  }

  @AfterEach
  void stop() {
    rooms.close();
  }

  final LiveRooms rooms() {
    return rooms;
  }
}
