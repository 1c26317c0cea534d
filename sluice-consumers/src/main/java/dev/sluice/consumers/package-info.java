/**
 * The class form of a WebSocket's handler: a method for each thing that can happen, as in Channels.
 *
 * <p>Start at {@link dev.sluice.consumers.WebSocketConsumer}, or at {@link
 * dev.sluice.consumers.JsonWebSocketConsumer} for messages that are records. A consumer does
 * nothing that a loop over a {@link dev.sluice.web.WebSocket} cannot do; it is for code that comes
 * from Channels, and for those who like a method for each event.
 */
@NullMarked
package dev.sluice.consumers;

import org.jspecify.annotations.NullMarked;
