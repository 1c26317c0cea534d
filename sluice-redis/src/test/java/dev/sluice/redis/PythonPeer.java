package dev.sluice.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Debian's {@code channels_redis} in a process of its own, which does what it is told. */
final class PythonPeer implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PYTHON = "/usr/bin/python3";
  private static final String NEEDED =
      "channels_redis is missing: install python3-channels-redis and python3-cryptography";

  private static final String SCRIPT =
      """
      import asyncio, json, sys
      from channels_redis.core import RedisChannelLayer
      from channels_redis.pubsub import RedisPubSubChannelLayer

      kind, prefix, keys, *hosts = sys.argv[1:]
      if kind == "core":
          layer = RedisChannelLayer(hosts=hosts, prefix=prefix, symmetric_encryption_keys=keys.split())
      else:
          layer = RedisPubSubChannelLayer(hosts=hosts, prefix=prefix)

      def real(value):
          if isinstance(value, dict):
              if "__bytes__" in value:
                  return bytes.fromhex(value["__bytes__"])
              return {key: real(some) for key, some in value.items()}
          return [real(some) for some in value] if isinstance(value, list) else value

      async def serve(verb, *args):
          if verb == "receive":
              try:
                  return await asyncio.wait_for(layer.receive(args[0]), args[1])
              except asyncio.TimeoutError:
                  return None
          return await getattr(layer, verb)(*[real(arg) for arg in args])

      async def main():
          loop = asyncio.get_running_loop()
          print('"ready"', flush=True)
          while line := await loop.run_in_executor(None, sys.stdin.readline):
              try:
                  answer = await serve(*json.loads(line))
              except Exception as error:
                  answer = {"error": type(error).__name__}
              print(json.dumps(answer, default=lambda it: {"__bytes__": it.hex()}), flush=True)

      asyncio.run(main())
      """;

  private final Process process;
  private final BufferedReader answers;
  private final Writer questions;

  private PythonPeer(Process process) {
    this.process = process;
    this.answers = process.inputReader(UTF_8);
    this.questions = process.outputWriter(UTF_8);
  }

  /** Starts one. */
  static PythonPeer start(String kind, RedisLayerConfig config) throws IOException {
    requireInstalled();
    var command =
        Stream.of(
            List.of(PYTHON, "-c", SCRIPT, kind, config.prefix()),
            List.of(String.join(" ", config.encryptionKeys())),
            config.hosts());
    var process = new ProcessBuilder(command.flatMap(List::stream).toList());
    var peer = new PythonPeer(process.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    assertThat(peer.answer().asString()).isEqualTo("ready");
    return peer;
  }

  private static void requireInstalled() throws IOException {
    var check = new ProcessBuilder(PYTHON, "-c", "import channels_redis.core, cryptography");
    try {
      if (check.redirectErrorStream(true).start().waitFor() == 0) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.err.println(NEEDED);
    if ("true".equals(System.getenv("CI"))) {
      fail(NEEDED);
    }
    Assumptions.abort(NEEDED);
  }

  String newChannel() throws IOException {
    return ask("new_channel").asString();
  }

  /** Returns the answer of one of the layer's methods. */
  JsonNode ask(Object... verbAndArguments) throws IOException {
    questions.write(JSON.writeValueAsString(new ArrayList<>(List.of(verbAndArguments))) + "\n");
    questions.flush();
    return answer();
  }

  /** Returns the next message, which comes within half a minute. */
  JsonNode receive(String channel) throws IOException {
    return ask("receive", channel, 30);
  }

  private JsonNode answer() throws IOException {
    var line = answers.readLine();
    if (line == null) {
      throw new IOException("Python has died");
    }
    return JSON.readTree(line);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
