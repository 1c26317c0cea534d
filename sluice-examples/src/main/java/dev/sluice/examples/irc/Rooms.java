package dev.sluice.examples.irc;

import dev.sluice.Application;
import dev.sluice.Attributes;
import dev.sluice.ChannelEvent;
import dev.sluice.WebSocketEvent.Text;
import dev.sluice.auth.Auth;
import dev.sluice.auth.ObtainAuthToken;
import dev.sluice.auth.TokenAuthMiddleware;
import dev.sluice.layers.Channel;
import dev.sluice.layers.ChannelLayer;
import dev.sluice.layers.InMemoryChannelLayer;
import dev.sluice.manage.Manage;
import dev.sluice.manage.Site;
import dev.sluice.web.AllowedHostsOriginValidator;
import dev.sluice.web.Assets;
import dev.sluice.web.Lifespan;
import dev.sluice.web.PathParams;
import dev.sluice.web.ProtocolTypeRouter;
import dev.sluice.web.UrlRouter;
import dev.sluice.web.WebSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Rooms in which browsers and IRC clients talk to each other, as the site's users. */
public final class Rooms {

  private static final InetSocketAddress IRC =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 6667);

  private Rooms() {}

  /** Runs a command, such as {@code runserver}; IRC is on port 6667 of this machine. */
  public static void main(String[] args) {
    Manage.main(args, Rooms::application);
  }

  // begin application
  static Application application(Site site) {
    var layer = new InMemoryChannelLayer();
    return web(site, layer)
        .lifespan(
            Lifespan.application(
                lifespan -> {
                  try (var _ = IrcServer.start(irc(site, layer), IRC)) {
                    lifespan.await(Attributes.none());
                  }
                }));
  }

  static Application irc(Site site, ChannelLayer layer) {
    var authentication = site.authentication();
    return site.revalidation()
        .andThen(Auth.byPassword(authentication, site.userStore()))
        .andThen(layer.middleware())
        .wrap((scope, inbox, outbox) -> new IrcChat(authentication, scope, inbox, outbox).serve());
  }

  // end application

  static ProtocolTypeRouter web(Site site, ChannelLayer layer) {
    var files = Assets.of(Rooms.class, "page");
    var login =
        new ObtainAuthToken(site.authentication(), user -> site.tokens().of(user.id()).key());
    var sockets = new UrlRouter().webSocket("ws/rooms/<slug:room>/", Rooms::room);
    return new ProtocolTypeRouter()
        .http(
            new UrlRouter()
                .view("api/login/", login)
                .view("rooms/<slug:room>/", files.file("room.html"))
                .view("static/<path:file>", files))
        .webSocket(
            site.revalidation()
                .andThen(TokenAuthMiddleware.query("token", site.tokens()))
                .andThen(
                    new AllowedHostsOriginValidator(
                        site.config().allowedHosts(), site.config().debug()))
                .andThen(layer.middleware())
                .wrap(sockets));
  }

  // begin room
  private static void room(WebSocket socket) {
    var user = Auth.of(socket.scope()).requireUser();
    var room = PathParams.of(socket.scope()).string("room");
    var channel = Channel.of(socket.scope());
    channel.join(Spoken.group(room));
    socket.accept();
    for (var event : socket) {
      switch (event) {
        case Text(var text) ->
            channel.sendToGroup(Spoken.group(room), new Spoken(room, user.username(), text));
        case ChannelEvent(Spoken spoken) -> socket.sendJson(spoken);
        default -> socket.close(1003);
      }
    }
  }
  // end room
}
