package dev.sluice.django;

/**
 * One of Django's migrations, such as {@code auth.0001_initial}.
 *
 * @param app the application it belongs to, such as {@code auth}
 * @param name its name there, such as {@code 0001_initial}
 */
public record Migration(String app, String name) {

  /** Returns both, with a dot between them. */
  @Override
  public String toString() {
    return app + "." + name;
  }
}
