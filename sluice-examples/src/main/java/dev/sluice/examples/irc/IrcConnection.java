package dev.sluice.examples.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.Application;
import dev.sluice.Attributes;
import dev.sluice.CancelledException;
import dev.sluice.Command;
import dev.sluice.DenyException;
import dev.sluice.DisconnectedException;
import dev.sluice.UnavailableException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's socket: a thread that reads, and the application's, which writes. */
final class IrcConnection {

  private static final Logger LOG = LoggerFactory.getLogger(IrcConnection.class);
  private static final int MOST_BYTES_OF_A_LINE = 512; // RFC 2812, section 2.3
  private static final long SECONDS_FOR_A_GOODBYE = 1;

  private final Socket socket;
  private final IrcScope scope;
  private final IrcInbox inbox = new IrcInbox();
  private final ReentrantLock writing = new ReentrantLock();

  IrcConnection(Socket socket, String id) {
    this.socket = socket;
    var client = (InetSocketAddress) socket.getRemoteSocketAddress();
    this.scope = new IrcScope(id, client, Attributes.none());
  }

  /** Serves it on this thread, to its end. */
  void serve(Application application) {
    var reader = Thread.ofVirtual().name(scope.id() + "-reader").start(this::read);
    try {
      application.serve(scope, inbox, this::send);
    } catch (DenyException denied) {
      close(denied.reason());
    } catch (DisconnectedException | CancelledException e) {
      LOG.debug("connection {} ended its application", scope.id(), e);
    } catch (UnavailableException e) {
      LOG.warn("connection {}: {}", scope.id(), e.getMessage());
      close("Try again later, " + scope.id());
    } catch (Throwable e) {
      LOG.error("connection {}: the application failed", scope.id(), e);
      close("Internal error " + scope.id());
    } finally {
      hangUp();
      reader.interrupt();
    }
  }

  private void read() {
    try (var input = new BufferedInputStream(socket.getInputStream())) {
      for (var line = line(input); line.isPresent(); line = line(input)) {
        var message = line.flatMap(IrcMessage::parse);
        if (message.isPresent()) {
          inbox.add(new IrcEvent.Line(message.get()));
        }
      }
    } catch (IOException e) {
      LOG.debug("connection {} broke", scope.id(), e);
    } catch (InterruptedException e) {
      return; // the application has ended, and reads no more
    }
    try {
      inbox.add(new IrcEvent.Disconnect());
    } catch (InterruptedException e) {
      LOG.debug("connection {} has ended", scope.id(), e);
    }
  }

  /** Reads up to the end of a line; a line that is too long ends the connection. */
  private Optional<String> line(InputStream input) throws IOException {
    var line = new ByteArrayOutputStream(MOST_BYTES_OF_A_LINE);
    for (var next = input.read(); next >= 0; next = input.read()) {
      if (next == '\n') {
        return Optional.of(line.toString(UTF_8));
      }
      if (line.size() == MOST_BYTES_OF_A_LINE) {
        close("A line has at most %d bytes".formatted(MOST_BYTES_OF_A_LINE));
        return Optional.empty();
      }
      line.write(next);
    }
    return Optional.empty();
  }

  private void send(Command command) {
    switch (command) {
      case IrcCommand.Line(IrcMessage message) -> write(message);
      case IrcCommand.Close(String reason) -> close(reason);
      default ->
          throw new IllegalStateException(
              "%s on an IRC connection (expected: a line or a close)"
                  .formatted(command.getClass().getSimpleName()));
    }
  }

  private void write(IrcMessage message) {
    writing.lock();
    try {
      put(message);
    } catch (IOException e) {
      throw new DisconnectedException("the client has gone");
    } finally {
      writing.unlock();
    }
  }

  private void put(IrcMessage message) throws IOException {
    socket.getOutputStream().write((message.line() + "\r\n").getBytes(UTF_8));
  }

  /** Says why, unless another thread waits for a client that does not read. */
  private void close(String reason) {
    try {
      if (writing.tryLock(SECONDS_FOR_A_GOODBYE, TimeUnit.SECONDS)) {
        try {
          put(IrcMessage.of("ERROR", reason));
        } finally {
          writing.unlock();
        }
      }
    } catch (IOException e) {
      LOG.debug("connection {} has gone", scope.id(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      hangUp();
    }
  }

  void hangUp() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("connection {} could not be closed", scope.id(), e);
    }
  }
}
