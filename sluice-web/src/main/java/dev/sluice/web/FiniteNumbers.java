package dev.sluice.web;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamWriteException;
import tools.jackson.core.util.JsonGeneratorDelegate;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Keeps infinity and NaN, for which JSON has no word, out of what is read and written: reading,
 * {@code 1e999} would become infinity; writing, they would become text.
 */
final class FiniteNumbers {

  private FiniteNumbers() {}

  static JsonParser reading(JsonParser parser) {
    return new Reading(parser);
  }

  static JsonGenerator writing(JsonGenerator generator) {
    return new Writing(generator);
  }

  private static final class Reading extends JsonParserDelegate {

    Reading(JsonParser parser) {
      super(parser);
    }

    @Override
    public double getDoubleValue() {
      return require(super.getDoubleValue());
    }

    @Override
    public float getFloatValue() {
      var value = super.getFloatValue();
      require(value);
      return value;
    }

    @Override
    public Number getNumberValue() {
      var value = super.getNumberValue();
      if (value instanceof Double || value instanceof Float) {
        require(value.doubleValue());
      }
      return value;
    }

    private double require(double value) {
      if (!Double.isFinite(value)) {
        throw new InputCoercionException(this, "out of range", currentToken(), double.class);
      }
      return value;
    }
  }

  private static final class Writing extends JsonGeneratorDelegate {

    Writing(JsonGenerator generator) {
      super(generator);
    }

    @Override
    public JsonGenerator writeNumber(double value) {
      require(value);
      return super.writeNumber(value);
    }

    @Override
    public JsonGenerator writeNumber(float value) {
      require(value);
      return super.writeNumber(value);
    }

    @Override
    public JsonGenerator writeArray(double[] array, int offset, int length) {
      writeStartArray(array, length);
      for (var i = offset; i < offset + length; i++) {
        writeNumber(array[i]);
      }
      return writeEndArray();
    }

    private void require(double value) {
      if (!Double.isFinite(value)) {
        throw new StreamWriteException(this, value + " is no number for JSON");
      }
    }
  }
}
