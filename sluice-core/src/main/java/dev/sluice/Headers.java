package dev.sluice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Header fields in the order they came; names compare without regard to case. */
public final class Headers {

  private static final Headers NONE = new Headers(List.of());

  private final List<Field> fields;

  private Headers(List<Field> fields) {
    this.fields = fields;
  }

  /** Returns no fields. */
  public static Headers none() {
    return NONE;
  }

  /** Returns a single field. */
  public static Headers of(String name, String value) {
    return NONE.with(name, value);
  }

  /** Returns all the fields of a list. */
  public static Headers of(List<Field> fields) {
    return new Headers(List.copyOf(fields));
  }

  /** Returns these fields and one more, after any others of the same name. */
  public Headers with(String name, String value) {
    var more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new Headers(List.copyOf(more));
  }

  /** Returns these fields and all of {@code others} behind them. */
  public Headers withAll(Headers others) {
    return new Headers(Stream.concat(fields.stream(), others.fields.stream()).toList());
  }

  /** Returns the fields of all other names. */
  public Headers without(String name) {
    return new Headers(fields.stream().filter(field -> !field.is(name)).toList());
  }

  /** Returns the first value under a name, if there is one. */
  public Optional<String> first(String name) {
    return all(name).findFirst();
  }

  /** Returns every value under a name, in order. */
  public Stream<String> all(String name) {
    return fields.stream().filter(field -> field.is(name)).map(Field::value);
  }

  /** Every field, in order. */
  public List<Field> fields() {
    return fields;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Headers that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** Lists the names and no values, which may be secrets. */
  @Override
  public String toString() {
    return fields.stream().map(Field::name).toList().toString();
  }

  /**
   * One line of a head (RFC 9110, section 5).
   *
   * @param name a token
   * @param value without control characters, so that no value can begin another line
   */
  public record Field(String name, String value) {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    public Field {
      if (name.isEmpty() || !name.chars().allMatch(Field::isTokenCharacter)) {
        throw new IllegalArgumentException(
            "a header's name is '%s' (expected: letters, digits and %s)"
                .formatted(name.replaceAll("\\p{Cntrl}", "?"), TOKEN_MARKS));
      }
      if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
        throw new IllegalArgumentException(
            "the value of header %s has a control character (expected: none; encode it first)"
                .formatted(name));
      }
    }

    boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }

    /** Leaves out the value, which may be a secret. */
    @Override
    public String toString() {
      return name;
    }

    private static boolean isTokenCharacter(int c) {
      return (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || TOKEN_MARKS.indexOf(c) >= 0;
    }
  }
}
