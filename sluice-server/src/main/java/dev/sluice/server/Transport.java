package dev.sluice.server;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/** How the operating system tells which sockets are ready. */
enum Transport {
  EPOLL(EpollServerSocketChannel.class) {
    @Override
    IoHandlerFactory factory() {
      return EpollIoHandler.newFactory();
    }
  },
  NIO(NioServerSocketChannel.class) {
    @Override
    IoHandlerFactory factory() {
      return NioIoHandler.newFactory();
    }
  };

  private final Class<? extends ServerSocketChannel> channel;

  Transport(Class<? extends ServerSocketChannel> channel) {
    this.channel = channel;
  }

  abstract IoHandlerFactory factory();

  Class<? extends ServerSocketChannel> channel() {
    return channel;
  }

  /** Returns the faster one of those that work here. */
  static Transport best() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }
}
