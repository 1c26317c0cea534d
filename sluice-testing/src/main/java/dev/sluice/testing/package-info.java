/**
 * Plays the client of an application without a server: no port, no socket, no waiting for either.
 *
 * <p>Start at {@link dev.sluice.testing.WebSocketCommunicator} and {@link
 * dev.sluice.testing.HttpCommunicator}. Each describes a request step by step, runs the application
 * on a virtual thread as a server would, and hands its commands to the test one by one:
 *
 * <pre>{@code
 * try (var socket = WebSocketCommunicator.to(site).path("/ws/hello/").connect()) {
 *   socket.expectAccept();
 *   socket.send("anyone there?");
 *   assertThat(socket.receiveText()).isEqualTo("hello");
 * }
 * }</pre>
 *
 * <p>What a server does for an application happens here too: a {@link dev.sluice.DenyException} is
 * answered, commands out of order are refused, a socket that is left open is closed, and the last
 * event is always a disconnect. One thing differs on purpose: an application's failure is not
 * hidden behind a 500 or a 1011 but thrown into the test. What is neither HTTP nor a WebSocket is
 * played by an {@link dev.sluice.testing.ApplicationCommunicator}, time by a {@link
 * dev.sluice.testing.VirtualClock}, and what goes wrong by a {@link dev.sluice.testing.Fault} or by
 * {@link dev.sluice.testing.Conditions}. No test needs to sleep: every wait ends as soon as the
 * answer is there, and fails with an {@link java.lang.AssertionError} when patience (30 s unless
 * told otherwise) is over.
 */
@NullMarked
package dev.sluice.testing;

import org.jspecify.annotations.NullMarked;
