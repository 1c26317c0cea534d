/**
 * What an application is written with: a connection's two façades, routers, and what stands at a
 * site's door.
 *
 * <p>Start at {@link dev.sluice.web.WebSocket}: a handler is a method that takes one, accepts it,
 * and loops over what arrives. HTTP's counterpart is {@link dev.sluice.web.View}, which turns a
 * whole {@link dev.sluice.web.Request} into a whole {@link dev.sluice.web.Response}; {@link
 * dev.sluice.web.MethodView} tells the methods apart, and {@link dev.sluice.web.Exchange} is there
 * for bodies that come or go in pieces. {@link dev.sluice.web.ProtocolTypeRouter} and {@link
 * dev.sluice.web.UrlRouter} put them together to a site:
 *
 * <pre>{@code
 * new ProtocolTypeRouter()
 *     .http(new UrlRouter().view("api/time/", request -> Response.json(clock.instant())))
 *     .webSocket(new UrlRouter().webSocket("ws/hello/", Site::hello));
 * }</pre>
 *
 * <p>JSON goes through {@link dev.sluice.web.Json}; a message that cannot be read is a {@link
 * dev.sluice.web.BadMessageException}, whose words are fit for the client that sent it.
 */
@NullMarked
package dev.sluice.web;

import org.jspecify.annotations.NullMarked;
