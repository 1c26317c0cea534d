package dev.sluice.manage;

import java.nio.file.Path;

/** Where the value of a setting comes from; its text is meant for people. */
sealed interface Source {

  /** Nobody said anything. */
  record Default() implements Source {

    @Override
    public String toString() {
      return "default";
    }
  }

  /** What {@code sluice demo} brings along. */
  record Demo() implements Source {

    @Override
    public String toString() {
      return "the demo";
    }
  }

  /** A configuration file, or one that a secret is kept in. */
  record File(Path path) implements Source {

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /** An environment variable. */
  record Variable(String name) implements Source {

    @Override
    public String toString() {
      return "environment variable " + name;
    }
  }

  /** Something on the command line. */
  record Flag(String name) implements Source {

    @Override
    public String toString() {
      return "command line, " + name;
    }
  }
}
