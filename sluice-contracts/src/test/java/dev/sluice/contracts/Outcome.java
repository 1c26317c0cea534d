package dev.sluice.contracts;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** How a class of tests ended that JUnit ran inside a test. */
record Outcome(List<String> passed, List<String> failed) {

  static Outcome of(Class<?> tests) {
    var outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
    var request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                  outcome.add(test, result);
                }
              }
            });
    return outcome;
  }

  private void add(TestIdentifier test, TestExecutionResult result) {
    var name = test.getDisplayName().replace("()", "");
    (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL ? passed : failed).add(name);
  }
}
