package dev.sluice.django;

import dev.sluice.UnavailableException;
import java.io.IOException;
import java.nio.file.Path;

/** Thrown when the folder of sessions is missing or refuses; the message names no key. */
public final class SessionFileException extends UnavailableException {

  private static final long serialVersionUID = 1L;

  /** The cause's message would tell the file's name, and so the key. */
  SessionFileException(String operation, Path folder, IOException cause) {
    super(
        "could not %s in %s: %s (expected: a folder that this process may read and write; see SESSION_FILE_PATH)"
            .formatted(operation, folder, cause.getClass().getSimpleName()));
  }
}
