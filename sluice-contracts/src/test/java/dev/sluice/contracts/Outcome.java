package dev.sluice.contracts;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** How a class of tests ended that JUnit ran inside a test. */
record Outcome(List<String> passed, List<String> failed) {

  static Outcome of(Class<?> tests) {
    var events = EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests)).execute();
    return new Outcome(names(events.testEvents().succeeded()), names(events.testEvents().failed()));
  }

  private static List<String> names(Events events) {
    return events
        .map(Event::getTestDescriptor)
        .map(it -> it.getDisplayName())
        .map(Outcome::name)
        .toList();
  }

  private static String name(String displayName) {
    return displayName.replace("()", "");
  }
}
