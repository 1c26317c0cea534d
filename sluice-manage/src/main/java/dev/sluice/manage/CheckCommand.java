package dev.sluice.manage;

import dev.sluice.django.DatabaseUrlException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Tells what is wrong with the site. */
@Command(
    name = "check",
    header = "Look for what is wrong with the site.",
    description = "Checks configuration, database, cache and keys, and says what to do.",
    footer = {
      "",
      "Exit code 1 if there is an error; warnings alone are 0.",
      "",
      "Example:",
      "  sluice check && sluice runserver"
    })
final class CheckCommand implements Callable<Integer> {

  private final Desk desk;

  CheckCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    var configuration = desk.configuration();
    var findings =
        new ArrayList<>(
            Checkup.ofConfiguration(
                configuration.site(), desk.surroundings().environment().keySet()));
    findings.addAll(site(configuration));
    findings.forEach(this::tell);
    var errors = findings.stream().filter(Finding.Broken.class::isInstance).count();
    desk.say("Checked: %d errors, %d warnings.".formatted(errors, findings.size() - errors));
    return errors == 0 ? 0 : 1;
  }

  private List<Finding> site(Configuration configuration) {
    try (var site = desk.open(configuration)) {
      var findings = new ArrayList<>(Checkup.ofDatabase(site));
      findings.addAll(Checkup.ofParts(site, configuration.values()));
      return findings;
    } catch (DatabaseUrlException e) {
      return List.of(new Finding.Broken(String.valueOf(e.getMessage())));
    }
  }

  private void tell(Finding finding) {
    switch (finding) {
      case Finding.Broken(var text) -> desk.complain("error: " + text);
      case Finding.Risky(var text) -> desk.complain("warning: " + text);
    }
  }
}
