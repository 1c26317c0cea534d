package dev.sluice.manage;

/** What was said about a setting, and where. */
record Given(Raw raw, Source source) {

  static Given text(String text, Source source) {
    return new Given(new Raw.Text(text), source);
  }

  /** Leaves out the value, which may be a secret. */
  @Override
  public String toString() {
    return "Given[from " + source + "]";
  }
}
