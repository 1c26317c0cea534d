package dev.sluice.manage;

/** Something about a site that somebody should look at. */
sealed interface Finding {

  /** What is so, and the way out. */
  String text();

  /** The site cannot work like this. */
  record Broken(String text) implements Finding {}

  /** The site works, and should not be left like this. */
  record Risky(String text) implements Finding {}
}
