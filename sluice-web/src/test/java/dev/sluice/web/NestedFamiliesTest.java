package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.web.BadMessageException.Code;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sealed families within the components of messages. */
final class NestedFamiliesTest {

  sealed interface Shape {
    record Circle(double radius) implements Shape {}

    record Group(List<Shape> parts) implements Shape {}

    record Nothing() implements Shape {}
  }

  record Drawing(
      Shape first, Optional<Shape> second, List<Shape> more, Map<String, Shape> byName) {}

  sealed interface Command {
    record Draw(Shape shape) implements Command {}
  }

  private static final Drawing DRAWING =
      new Drawing(
          new Shape.Circle(1.5),
          Optional.of(new Shape.Nothing()),
          List.of(new Shape.Group(List.of(new Shape.Circle(2)))),
          Map.of("a", new Shape.Nothing()));
  private static final String TEXT =
      "{\"first\":{\"type\":\"circle\",\"radius\":1.5},\"second\":{\"type\":\"nothing\"},"
          + "\"more\":[{\"type\":\"group\",\"parts\":[{\"type\":\"circle\",\"radius\":2.0}]}],"
          + "\"byName\":{\"a\":{\"type\":\"nothing\"}}}";

  @Test
  void theirRecordsAreToldApartWhereverTheyStand() {
    var format = JsonFormat.of(Drawing.class);

    assertThat(format.encode(DRAWING)).isEqualTo(TEXT);
    assertThat(format.decode(TEXT)).isEqualTo(DRAWING);
    assertThat(Json.standard().encode(DRAWING)).isEqualTo(TEXT);
    assertThat(Json.standard().decode(TEXT, Drawing.class)).isEqualTo(DRAWING);
    assertThat(Json.standard().decode("{\"type\":\"nothing\"}", Shape.class))
        .isEqualTo(new Shape.Nothing());
  }

  @Test
  void theFieldMayStandAnywhereAndTheLastOfTwoCounts() {
    var format = JsonFormat.of(Command.class);

    assertThat(
            format.decode(
                "{\"shape\":{\"radius\":1,\"type\":\"group\",\"parts\":[{\"type\":\"nothing\"}],"
                    + "\"type\":\"circle\"},\"type\":\"draw\"}"))
        .isEqualTo(new Command.Draw(new Shape.Circle(1)));
  }

  @Test
  void aFormatsFieldAndNamesHoldForThemToo() {
    var format =
        JsonFormat.of(Command.class, "kind").withName(Shape.Circle.class, "round").withDots();
    var text = "{\"kind\":\"draw\",\"shape\":{\"kind\":\"round\",\"radius\":1.0}}";

    assertThat(format.encode(new Command.Draw(new Shape.Circle(1)))).isEqualTo(text);
    assertThat(format.decode(text)).isEqualTo(new Command.Draw(new Shape.Circle(1)));
    assertThat(format).isEqualTo(format.withDots()).isNotEqualTo(JsonFormat.of(Command.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                               | INVALID_MESSAGE | shape.type",
        "{\"type\":1}                                     | INVALID_MESSAGE | shape.type",
        "{\"type\":\"circle\",\"type\":null}              | INVALID_MESSAGE | shape.type",
        "[]                                               | INVALID_MESSAGE | shape.type",
        "\"circle\"                                       | INVALID_MESSAGE | shape.type",
        "null                                             | INVALID_MESSAGE | shape",
        "{\"type\":\"Circle\"}                            | UNKNOWN_TYPE    | shape.type",
        "{\"type\":\"circle\"}                            | INVALID_MESSAGE | shape.radius",
        "{\"type\":\"circle\",\"radius\":1e999}           | INVALID_MESSAGE | shape.radius",
        "{\"type\":\"group\",\"parts\":[{\"type\":\"x\"}]} | UNKNOWN_TYPE | shape.parts[0].type",
        "{\"parts\":[{\"type\":\"nothing\"},{\"type\":\"circle\",\"radius\":\"1\"}],\"type\":\"group\"}"
            + " | INVALID_MESSAGE | shape.parts[1].radius"
      })
  void whatCannotBeReadIsToldWithItsPlace(String shape, Code code, String path) {
    var format = JsonFormat.of(Command.class);
    var problem =
        catchThrowableOfType(
            BadMessageException.class,
            () -> format.decode("{\"type\":\"draw\",\"shape\":%s}".formatted(shape)));

    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.path()).isEqualTo(path);
    if (path.endsWith("type")) {
      assertThat(problem.problem()).isEqualTo("expected one of circle, group, nothing");
    }
  }

  /** The name behind what it decides about, at every level: the worst that a client can send. */
  @Test
  void depthCostsNoMoreThanLength() {
    var many = 200;
    var deep =
        "{\"parts\":[".repeat(many) + ("]," + padding(1) + "\"type\":\"group\"}").repeat(many);
    var flat = "{\"parts\":[]," + padding(many) + "\"type\":\"group\"}";

    assertThat(leastNanos(deep)).isLessThan(20 * leastNanos(flat));
  }

  private static String padding(int thousands) {
    return " ".repeat(1000 * thousands);
  }

  /** What the quickest of some attempts takes, which nothing else has held up. */
  private static long leastNanos(String text) {
    var least = Long.MAX_VALUE;
    for (var times = 0; times < 50; times++) {
      var before = System.nanoTime();
      assertThat(Json.standard().decode(text, Shape.class)).isInstanceOf(Shape.Group.class);
      least = Math.min(least, System.nanoTime() - before);
    }
    return least;
  }

  sealed interface Odd {
    record Typed(String type) implements Odd {}
  }

  record Box(Odd odd) {}

  @Test
  void whatCannotBeToldApartIsRefusedAtOnce() {
    assertThatThrownBy(() -> JsonFormat.of(Box.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has a component 'type'")
        .hasMessageContaining("JsonFormat.of with another field");
    assertThat(JsonFormat.of(Box.class, "kind").encode(new Box(new Odd.Typed("x"))))
        .isEqualTo("{\"odd\":{\"kind\":\"typed\",\"type\":\"x\"}}");
    assertThatThrownBy(() -> JsonFormat.of(Drawing.class).withName(Box.class, "box"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no record of");
  }

  /** One that is a choice of this program and no family of messages. */
  sealed interface Figure<T> {
    final class One implements Figure<Integer> {
      public int getIt() {
        return 1;
      }
    }
  }

  record Holder(Figure<Integer> number) {}

  @Test
  void aSealedTypeOfOtherClassesIsWrittenAsBefore() {
    assertThat(Json.standard().encode(new Holder(new Figure.One())))
        .isEqualTo("{\"number\":{\"it\":1}}");
    assertThat(Json.standard().encode(new Shape.Nothing())).isEqualTo("{}");
  }
}
