package dev.sluice.manage;

import dev.sluice.django.Peers;
import dev.sluice.web.Json;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Debian's Django in another process, with the same settings as a site in a {@link Shell}. */
final class DjangoBeside {

  private static final String REMEDY = "install python3-django and python3-django-redis";

  private final Map<String, String> settings = new HashMap<>();

  /** Makes one with the usual users and engine, on a database in a folder. */
  DjangoBeside(Path folder) {
    set("secret_key", Shell.SECRET_KEY);
    set("database", folder.resolve("sluice.sqlite3").toString());
    set("folder", folder.toString());
    set("engine", "db");
    set("users", "auth.User");
    set("backend", "django.contrib.auth.backends.ModelBackend");
    set("hashing", "sha256");
  }

  /** Changes a setting, by the name that the script has for it. */
  void set(String name, String value) {
    settings.put(name, value);
  }

  void migrate() throws Exception {
    ask(Map.of("do", "migrate"));
  }

  /** Makes a user, and returns the primary key. */
  String createUser(String name, String password) throws Exception {
    return ask(Map.of("do", "create_user", "name", name, "password", password));
  }

  /** Returns the name of the user whose a session's cookie is; empty for nobody. */
  String whose(String cookie) throws Exception {
    return ask(Map.of("do", "whose", "key", cookie));
  }

  /** Makes a session of a user, and returns its cookie. */
  String logIn(String name) throws Exception {
    return ask(Map.of("do", "log_in", "name", name));
  }

  private String ask(Map<String, String> question) throws Exception {
    var all = new HashMap<>(settings);
    all.putAll(question);
    return Peers.run(getClass(), "beside.py", REMEDY, Json.standard().encode(all));
  }
}
