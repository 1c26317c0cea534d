package dev.sluice.web;

/** A part of a path that is made for a name. */
sealed interface UrlPiece {

  /** What is always there. */
  record Text(String text) implements UrlPiece {}

  /** Where an argument goes; the name is empty where the group has none. */
  record Argument(int group, String name) implements UrlPiece {}

  /** What an argument before it became, once more. */
  record Echo(int group) implements UrlPiece {}
}
