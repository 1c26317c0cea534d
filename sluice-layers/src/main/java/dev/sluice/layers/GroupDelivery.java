package dev.sluice.layers;

/**
 * What became of a message to a group, as far as this process can see.
 *
 * @param delivered how many channels took it
 * @param dropped how many had no room for it, and never get it
 */
public record GroupDelivery(int delivered, int dropped) {}
