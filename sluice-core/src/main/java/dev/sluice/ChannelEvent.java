package dev.sluice;

/**
 * A message from another connection, or from any other part of the program.
 *
 * @param message one of the application's own records
 */
public record ChannelEvent(Message message) implements Event {}
