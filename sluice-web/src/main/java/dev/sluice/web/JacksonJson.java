package dev.sluice.web;

import java.io.StringWriter;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** JSON by Jackson. */
final class JacksonJson implements Json {

  static final JacksonJson STANDARD = new JacksonJson();

  private final JsonMapper mapper =
      JsonMapper.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .annotationIntrospector(new RequiredPrimitives())
          .withCoercionConfig(
              LogicalType.Textual,
              textual ->
                  textual
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .setDefaultTyping(new FamilyTypes())
          .addModule(JsonTexts.module())
          .addModule(EmptyRecords.module())
          .build();

  private final JsonMapper ascii =
      mapper.rebuild().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private JacksonJson() {}

  @Override
  public String encode(Object value) {
    return encode(value, ObjectMapper::writer);
  }

  /** Returns a value as JSON text; the families in its type are told apart as these say. */
  String encode(Object value, Class<?> type, Families families) {
    return encode(value, mapper -> mapper.writerFor(type).withAttribute(Families.class, families));
  }

  private String encode(Object value, Function<JsonMapper, ObjectWriter> writer) {
    try {
      var json = text(writer.apply(mapper), value);
      return hasLoneSurrogate(json) ? text(writer.apply(ascii), value) : json;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "a %s cannot be written as JSON (expected: records, maps, lists, text, finite numbers)"
              .formatted(value.getClass().getName()),
          e);
    }
  }

  @Override
  public <T> T decode(String json, Class<T> type) {
    return decode(json, type, Families.USUAL);
  }

  /** Reads one JSON value; the families in its type are told apart as these say. */
  <T> T decode(String json, Class<T> type, Families families) {
    try (var parser = FiniteNumbers.reading(parser(json))) {
      if (parser.nextToken() == null) {
        throw notJson(parser.currentLocation());
      }
      T value = reader(json, type, families).readValue(parser);
      if (parser.nextToken() != null) {
        throw notJson(parser.currentTokenLocation());
      }
      if (value == null) {
        throw RecordNames.isFamily(type)
            ? families.missing(type)
            : new BadMessageException("", Expectations.of(type));
      }
      return value;
    } catch (JacksonException e) {
      throw bad(e);
    }
  }

  private ObjectReader reader(String json, Class<?> type, Families families) {
    return mapper
        .readerFor(type)
        .withAttribute(Families.class, families)
        .withAttribute(ObjectTypes.class, new ObjectTypes(json, families.field()));
  }

  JsonParser parser(String json) {
    return mapper.createParser(json);
  }

  /** Checks that a text is one JSON value. */
  static void requireJson(String json) {
    try (var parser = STANDARD.parser(json)) {
      var some = parser.nextToken() != null;
      parser.skipChildren();
      if (!some || parser.nextToken() != null) {
        throw new IllegalArgumentException("a text is not JSON (expected: one JSON value)");
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("a text is not JSON (expected: one JSON value)", e);
    }
  }

  private String text(ObjectWriter writer, Object value) {
    var text = new StringWriter();
    try (var generator = FiniteNumbers.writing(writer.createGenerator(text))) {
      writer.writeValue(generator, value);
    }
    return text.toString();
  }

  /** Tells whether a text is not fit for UTF-8; then it must be escaped. */
  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /** Leaves out Jackson's own text, which quotes the source and names classes. */
  private static BadMessageException bad(JacksonException e) {
    return switch (e) {
      case StreamConstraintsException _ ->
          new BadMessageException(
              BadMessageException.Code.TOO_COMPLEX,
              "",
              "nested too deeply, or a name or number is too long");
      case InputCoercionException number ->
          new BadMessageException(JsonPath.of(e), Expectations.of(number.getTargetType()));
      case StreamReadException _ -> notJson(e.getLocation());
      case MismatchedInputException mismatch when mismatch.getTargetType() != null ->
          new BadMessageException(JsonPath.of(e), Expectations.of(mismatch.getTargetType()));
      case JacksonException _ when e.getCause() instanceof BadMessageException own ->
          own.below(JsonPath.of(e));
      default -> new BadMessageException(JsonPath.of(e), "not acceptable");
    };
  }

  private static BadMessageException notJson(TokenStreamLocation at) {
    return BadMessageException.notJson(
        "not JSON (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr()));
  }

  /** Lets no record have a zero or a false that nobody sent. */
  private static final class RequiredPrimitives extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
      return (member instanceof AnnotatedParameter && member.getRawType().isPrimitive())
          || Boolean.TRUE.equals(super.hasRequiredMarker(config, member));
    }
  }
}
