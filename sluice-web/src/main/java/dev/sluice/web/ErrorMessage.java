package dev.sluice.web;

/** What a client is told about a message of its own that could not be read. */
record ErrorMessage(Problem error) {

  static ErrorMessage of(BadMessageException bad) {
    return new ErrorMessage(new Problem(bad.code().text(), bad.problem(), bad.path()));
  }

  /** What is wrong, for programs and for people, and where. */
  record Problem(String code, String message, String path) {}
}
