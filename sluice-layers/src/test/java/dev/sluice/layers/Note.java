package dev.sluice.layers;

import dev.sluice.Message;

/** A message for tests. */
record Note(int number) implements Message {}
