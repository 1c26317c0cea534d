package dev.sluice.examples.tokenauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.auth.Auth;
import dev.sluice.consumers.JsonWebSocketConsumer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers users who say hello, and tells them who they are. Strangers do not get in. */
final class TokenAuthConsumer
    extends JsonWebSocketConsumer<TokenAuthConsumer.Command, TokenAuthConsumer.Answer> {

  private static final Logger LOG = LoggerFactory.getLogger(TokenAuthConsumer.class);

  TokenAuthConsumer() {
    super(Command.class);
  }

  @Override
  protected void connect() {
    var user = Auth.of(scope()).requireUser();
    accept();
    LOG.info("{} talks on connection {}", user.username(), scope().id());
  }

  @Override
  protected void receiveJson(Command message) {
    switch (message.command()) {
      case "Say hello !" ->
          sendJson(new Hello("The command to say hello was received ", message.data()));
      case "Who am I ?" -> {
        var user = Auth.of(scope()).requireUser();
        sendJson(new You(user.username(), user.email()));
      }
      default -> {} // the tutorial's consumer says nothing either
    }
  }

  /** What clients say. */
  record Command(String command, @JsonProperty("data_string") Optional<Object> data) {}

  /** What they are told. */
  sealed interface Answer {}

  /** To a hello: what came with it, or null. */
  record Hello(
      @JsonProperty("command_response") String response,
      @JsonProperty("data_string_bacK") Optional<Object> data)
      implements Answer {}

  /** Who the socket belongs to. */
  record You(String username, String email) implements Answer {}
}
