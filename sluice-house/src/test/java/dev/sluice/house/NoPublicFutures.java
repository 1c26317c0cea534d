package dev.sluice.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.concurrent.Future;

/** Every public method gives its answer, not a promise of one. */
final class NoPublicFutures extends ArchCondition<JavaClass> {

  NoPublicFutures() {
    super("have no public method that returns a Future");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    type.getMethods().stream()
        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(NoPublicFutures::returnsFuture)
        .forEach(
            method ->
                events.add(SimpleConditionEvent.violated(method, method.getFullName() + " does")));
  }

  private static boolean returnsFuture(JavaMethod method) {
    return method.getRawReturnType().isAssignableTo(Future.class)
        || method.getRawReturnType().isAssignableTo(java.util.concurrent.CompletionStage.class);
  }
}
