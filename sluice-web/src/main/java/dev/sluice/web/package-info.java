/**
 * What an application is written with: a connection's two façades, routers, and what stands at a
 * site's door.
 *
 * <p>Start at {@link dev.sluice.web.WebSocket}: a handler is a method that takes one, accepts it,
 * and loops over what arrives. HTTP's counterpart is {@link dev.sluice.web.View}, which turns a
 * whole {@link dev.sluice.web.Request} into a whole {@link dev.sluice.web.Response}; {@link
 * dev.sluice.web.MethodView} tells the methods apart, and {@link dev.sluice.web.Exchange} is there
 * for bodies that come or go in pieces. {@link dev.sluice.web.EventStream} is for server-sent
 * events, {@link dev.sluice.web.Conversation} for clients of all three kinds at once, {@link
 * dev.sluice.web.StaticFiles} for files. {@link dev.sluice.web.ProtocolTypeRouter} and {@link
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
 *
 * <p>At the door stand middlewares that let through or refuse: {@link dev.sluice.web.AllowedHosts}
 * by the host that was asked for, {@link dev.sluice.web.OriginValidator} and {@link
 * dev.sluice.web.AllowedHostsOriginValidator} by the site whose page opens a WebSocket, {@link
 * dev.sluice.web.CorsMiddleware} tells browsers who may read, and {@link dev.sluice.web.Csrf} keeps
 * other sites from posting in a visitor's name. {@link dev.sluice.web.CookieMiddleware} reads
 * cookies, and {@link dev.sluice.web.SetCookie} writes them.
 */
@NullMarked
package dev.sluice.web;

import org.jspecify.annotations.NullMarked;
