package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** OpenSSL behind Python's hashlib, in a process that waits for work. Not for many threads. */
final class OpenSsl implements AutoCloseable {

  private static final String PROGRAM =
      """
      import base64, hashlib, sys
      for line in sys.stdin:
          password, salt, iterations = line.rstrip("\\n").split("\\t")
          made = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), int(iterations))
          print(base64.b64encode(made).decode(), flush=True)
      """;

  private final Process process;
  private final BufferedReader answers;
  private final Writer questions;

  private OpenSsl(Process process) {
    this.process = process;
    this.answers = process.inputReader(UTF_8);
    this.questions = process.outputWriter(UTF_8);
  }

  /** Starts the python3 of the path. */
  static OpenSsl start() throws IOException {
    return new OpenSsl(
        new ProcessBuilder(List.of("python3", "-c", PROGRAM))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Returns the hash in Base64. */
  String derive(String password, String salt, int iterations) throws IOException {
    questions.write(password + "\t" + salt + "\t" + iterations + "\n");
    questions.flush();
    var answer = answers.readLine();
    if (answer == null) {
      throw new IOException("python3 has ended (expected: its hash)");
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    questions.close();
    process.onExit().join();
  }
}
