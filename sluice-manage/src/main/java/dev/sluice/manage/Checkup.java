package dev.sluice.manage;

import dev.sluice.SluiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks for what is wrong with a site's configuration and its database. */
final class Checkup {

  private static final int SHORTEST_KEY = 50;
  private static final int FEWEST_CHARACTERS = 5;
  private static final Set<String> OTHER_VARIABLES =
      Set.of(
          Configuration.FILE_VARIABLE,
          "SLUICE_SUPERUSER_USERNAME",
          "SLUICE_SUPERUSER_EMAIL",
          "SLUICE_SUPERUSER_PASSWORD");

  private Checkup() {}

  /** Returns what is wrong with settings and the variables they may come from. */
  static List<Finding> ofConfiguration(SiteConfig config, Set<String> variables) {
    var found = new ArrayList<Finding>();
    checkSecretKey(config.secretKey(), found);
    checkHosts(config, found);
    checkVariables(variables, found);
    return found;
  }

  /** Returns what is wrong with the database: tables, and columns of the users. */
  static List<Finding> ofDatabase(Site site) {
    return attempt(
        () -> {
          site.requireMigrated();
          var _ = site.userStore().findByUsername("");
        });
  }

  /** Returns what is wrong with sessions and JSON web tokens, if there is a key to sign them. */
  static List<Finding> ofParts(Site site, Values values) {
    if (site.config().secretKey().isEmpty()) {
      return List.of();
    }
    var found = new ArrayList<>(attempt(site::requireSessions));
    if (!JwtSettings.areUntouched(values)) {
      found.addAll(attempt(site::jwt));
    }
    return found;
  }

  private static List<Finding> attempt(Runnable work) {
    try {
      work.run();
      return List.of();
    } catch (SluiceException e) {
      return List.of(new Finding.Broken(String.valueOf(e.getMessage())));
    }
  }

  private static void checkSecretKey(String key, List<Finding> found) {
    if (key.isEmpty()) {
      found.add(new Finding.Broken(Site.NO_SECRET_KEY));
      return;
    }
    if (key.length() < SHORTEST_KEY
        || key.chars().distinct().count() < FEWEST_CHARACTERS
        || key.startsWith("django-insecure-")) {
      found.add(
          new Finding.Risky(
              "the secret key can be guessed (expected: %d or more characters, %d of them different, not begun by Django's startproject): make another, and keep this one in secret_key_fallbacks until its sessions have ended"
                  .formatted(SHORTEST_KEY, FEWEST_CHARACTERS)));
    }
  }

  private static void checkHosts(SiteConfig config, List<Finding> found) {
    if (config.allowedHosts().isEmpty() && !config.debug()) {
      found.add(
          new Finding.Broken(
              "allowed_hosts is empty, so every request is answered with 400: set it to the site's names, such as SLUICE_ALLOWED_HOSTS=example.com,localhost (or debug=true for this machine only)"));
    }
    if (config.allowedHosts().contains("*")) {
      found.add(
          new Finding.Risky(
              "allowed_hosts has \"*\", so a client can put any host into the site's links: name the hosts"));
    }
    config.allowedHosts().stream()
        .filter(host -> host.contains("/") || host.matches("[^:]*:[0-9]+"))
        .map(
            "allowed_hosts has \"%s\", which no Host header can be: write the name alone, without scheme and port"
                ::formatted)
        .map(Finding.Risky::new)
        .forEach(found::add);
    if (config.debug() && !config.server().bind().getAddress().isLoopbackAddress()) {
      found.add(
          new Finding.Risky(
              "debug is true while others can connect to %s: set debug=false, or bind to 127.0.0.1"
                  .formatted(Address.display(config.server().bind()))));
    }
  }

  private static void checkVariables(Set<String> variables, List<Finding> found) {
    var known =
        Stream.concat(Catalogue.ALL.stream().map(Setting::variable), OTHER_VARIABLES.stream())
            .toList();
    var stray = new TreeSet<>(variables);
    stray.removeIf(name -> !name.startsWith("SLUICE_") || known.contains(name));
    for (var name : stray) {
      var suggestion =
          Spelling.nearest(name, known).map(" (did you mean %s?)"::formatted).orElse("");
      found.add(
          new Finding.Risky(
              "the environment variable %s is none of Sluice's%s".formatted(name, suggestion)));
    }
  }
}
