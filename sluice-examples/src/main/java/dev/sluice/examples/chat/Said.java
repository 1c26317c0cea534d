package dev.sluice.examples.chat;

import dev.sluice.Message;

// begin message
/** What somebody says in a room. */
record Said(String text) implements Message {}
// end message
