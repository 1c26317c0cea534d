/** A chat with rooms, which are groups: the tutorial of Channels, and what its page leaves out. */
@NullMarked
package dev.sluice.examples.chat;

import org.jspecify.annotations.NullMarked;
