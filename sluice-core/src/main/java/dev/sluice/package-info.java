/**
 * The contract: an {@link dev.sluice.Application} serves one connection, given its {@link
 * dev.sluice.Scope}, its {@link dev.sluice.Inbox} and its {@link dev.sluice.Outbox}.
 *
 * <p>This is ASGI 3.0's {@code (scope, receive, send)} in Java. What happened is an {@link
 * dev.sluice.Event}, what is asked for is a {@link dev.sluice.Command}: two sealed families, so
 * that neither can be mistaken for the other. {@link dev.sluice.Middleware} makes applications out
 * of applications. Nothing here does I/O, starts threads or logs.
 */
@NullMarked
package dev.sluice;

import org.jspecify.annotations.NullMarked;
