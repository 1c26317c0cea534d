package dev.sluice.server;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What all connections of a server share.
 *
 * @param heads makes the heads of responses
 * @param closing whether the server has begun to close
 */
record Site(
    ServerConfig config,
    Environment environment,
    ConnectionIds ids,
    ResponseHeads heads,
    AccessLog accessLog,
    AtomicBoolean closing) {

  static Site of(ServerConfig config, Environment environment) {
    return new Site(
        config,
        environment,
        new ConnectionIds(environment.random()),
        new ResponseHeads(new DateHeader(environment.clock()), config.serverName()),
        new AccessLog(),
        new AtomicBoolean());
  }

  boolean isClosing() {
    return closing.get();
  }
}
