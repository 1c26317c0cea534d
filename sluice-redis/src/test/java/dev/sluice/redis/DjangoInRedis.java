package dev.sluice.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.django.Peers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What Django 5.2's {@code RedisCache} sends for a session, sent by Python: {@code SET name
 * pickle.dumps(dict, HIGHEST_PROTOCOL) EX seconds}, and {@code GET} for the way back.
 */
record DjangoInRedis(RealRedis redis) {

  private static final String SCRIPT =
      """
      import json, pickle, socket, sys
      port, verb, name = sys.argv[1:4]
      stream = socket.create_connection(("127.0.0.1", int(port))).makefile("rwb")

      def ask(*words):
          stream.write(b"*%d\\r\\n" % len(words))
          for word in words:
              stream.write(b"$%d\\r\\n%s\\r\\n" % (len(word), word))
          stream.flush()
          line = stream.readline()
          if line[:1] != b"$" or line == b"$-1\\r\\n":
              return line
          return stream.read(int(line[1:]) + 2)[:-2]

      ask(b"SELECT", b"1")
      if verb == "set":
          value = pickle.dumps(json.loads(sys.argv[4]), pickle.HIGHEST_PROTOCOL)
          print(ask(b"SET", name.encode(), value, b"EX", sys.argv[5].encode()))
      else:
          print(json.dumps(pickle.loads(ask(b"GET", name.encode()))))
          print(ask(b"TTL", name.encode()).decode()[1:].strip())
      """;

  void set(String name, String json, int seconds) throws IOException, InterruptedException {
    assertThat(python("set", name, json, String.valueOf(seconds))).contains("OK");
  }

  /** Returns the value as JSON, and the seconds that it lasts. */
  List<String> get(String name) throws IOException, InterruptedException {
    return python("get", name).lines().toList();
  }

  private String python(String... args) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(List.of(Peers.PYTHON, "-c", SCRIPT, String.valueOf(redis.port())));
    command.addAll(List.of(args));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
