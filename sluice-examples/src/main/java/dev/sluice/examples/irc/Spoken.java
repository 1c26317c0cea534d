package dev.sluice.examples.irc;

import dev.sluice.Message;

/** What somebody says in a room, over whichever protocol. */
record Spoken(String room, String from, String text) implements Message {

  /** The group of those who are in a room. */
  static String group(String room) {
    return "room_" + room;
  }
}
