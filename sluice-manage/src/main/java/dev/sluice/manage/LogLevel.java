package dev.sluice.manage;

/** How much the log says: everything from this level up. */
public enum LogLevel {
  /** Nothing. */
  OFF,
  /** What failed. */
  ERROR,
  /** What may fail soon, or was refused. */
  WARN,
  /** What happened, with one line for each request. */
  INFO,
  /** Why it happened. */
  DEBUG,
  /** Everything. */
  TRACE
}
