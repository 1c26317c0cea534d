package dev.sluice.redis;

import dev.sluice.Message;
import dev.sluice.layers.MessageTypes;

/** A message of these tests. */
record Note(int number) implements Message {

  static final MessageTypes TYPES = MessageTypes.none().with("note", Note.class);
}
