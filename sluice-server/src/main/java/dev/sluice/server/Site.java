package dev.sluice.server;

import dev.sluice.Attributes;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What all connections of a server share.
 *
 * @param state what every scope begins with
 * @param heads makes the heads of responses
 * @param closing whether the server has begun to close
 */
record Site(
    ServerConfig config,
    Environment environment,
    Attributes state,
    ConnectionIds ids,
    ResponseHeads heads,
    AccessLog accessLog,
    AtomicBoolean closing) {

  static Site of(ServerConfig config, Environment environment, Attributes state) {
    return new Site(
        config,
        environment,
        state,
        new ConnectionIds(environment.random()),
        new ResponseHeads(new DateHeader(environment.clock()), config.serverName()),
        new AccessLog(),
        new AtomicBoolean());
  }

  boolean isClosing() {
    return closing.get();
  }
}
