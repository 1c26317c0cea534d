package dev.sluice.examples.irc;

import dev.sluice.Application;
import dev.sluice.Attributes;
import dev.sluice.django.NewUser;
import dev.sluice.examples.tokenauth.LiveSite;
import dev.sluice.examples.tokenauth.Program;
import dev.sluice.layers.InMemoryChannelLayer;
import dev.sluice.manage.Site;
import dev.sluice.web.Lifespan;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/** The rooms on a real server, with IRC on free ports of this machine, over TCP and TLS. */
public final class LiveRooms implements AutoCloseable {

  private static final InetSocketAddress FREE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final AtomicReference<InetSocketAddress> plain = new AtomicReference<>();
  private final AtomicReference<InetSocketAddress> secure = new AtomicReference<>();
  private final Program.Running running;

  private LiveRooms(Path folder, SSLContext tls) {
    var program =
        new Program(
            site -> application(site, tls),
            folder,
            Map.of(
                "SLUICE_SECRET_KEY",
                LiveSite.SECRET_KEY,
                "SLUICE_ALLOWED_HOSTS",
                "127.0.0.1",
                "SLUICE_PASSWORDS_ITERATIONS",
                "1000",
                "SLUICE_REVALIDATE_SECONDS",
                "200ms"));
    program.run(Map.of(), "migrate");
    running = program.serve(0);
    site().users().create(NewUser.of("ann", "", "ann-password"));
    site().users().create(NewUser.of("bob", "", "bob-password"));
  }

  /** Starts one in a folder, with the users ann and bob. */
  public static LiveRooms start(Path folder) throws Exception {
    return new LiveRooms(folder, Certificate.context(folder));
  }

  private Application application(Site site, SSLContext tls) {
    var layer = new InMemoryChannelLayer();
    var irc = Rooms.irc(site, layer);
    return Rooms.web(site, layer)
        .lifespan(
            Lifespan.application(
                lifespan -> {
                  try (var one = IrcServer.start(irc, FREE);
                      var other = IrcServer.startTls(irc, FREE, tls)) {
                    plain.set(one.address());
                    secure.set(other.address());
                    lifespan.await(Attributes.none());
                  }
                }));
  }

  /** The parts that it is made of. */
  public Site site() {
    return running.site();
  }

  /** Where it speaks IRC over TCP. */
  public InetSocketAddress irc() {
    return plain.get();
  }

  /** Where it speaks IRC over TLS. */
  public InetSocketAddress ircs() {
    return secure.get();
  }

  /** The URL of a room's page. */
  public URI page(String room) {
    return URI.create(
        "http://127.0.0.1:%d/rooms/%s/".formatted(running.server().address().getPort(), room));
  }

  /** The URL of a room for a user. */
  URI room(String room, String username) {
    return URI.create(
        "ws://127.0.0.1:%d/ws/rooms/%s/?token=%s"
            .formatted(
                running.server().address().getPort(),
                room,
                site().tokens().of(id(username)).key()));
  }

  /** The id of a user. */
  String id(String username) {
    return site().users().findByUsername(username).orElseThrow().id();
  }

  @Override
  public void close() {
    running.close();
  }
}
