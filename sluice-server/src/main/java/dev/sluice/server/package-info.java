/**
 * The server: HTTP/1.1 and WebSockets (RFC 9112, RFC 6455) on Netty, for any {@link
 * dev.sluice.Application}.
 *
 * <p>Event loops own the sockets and run no application code. Each WebSocket, and each HTTP
 * request, has a virtual thread of its own. What is not public here is how that is done.
 */
@NullMarked
package dev.sluice.server;

import org.jspecify.annotations.NullMarked;
