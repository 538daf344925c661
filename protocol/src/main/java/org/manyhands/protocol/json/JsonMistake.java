package org.manyhands.protocol.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with a JSON or YAML text, in words for people: what was expected and what was found, no names of classes. */
public final class JsonMistake {
    private static final Pattern TOKEN = Pattern.compile("JsonToken\\.([A-Z_]+)");

    /** Where the reader thinks that a text came from, which says nothing to people. */
    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;]*; line: (\\d+), column: (\\d+)\\]");

    private JsonMistake() {}

    public static String words(JsonProcessingException mistake) {
        if (mistake instanceof InvalidFormatException format) {
            return "expected " + kind(format.getTargetType()) + ", found '" + format.getValue() + "'";
        }
        if (mistake instanceof ValueInstantiationException value) {
            Throwable cause = value.getCause();
            return cause instanceof IllegalArgumentException && cause.getMessage() != null
                    ? cause.getMessage()
                    : "a value that must be there is missing";
        }
        if (mistake instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            Matcher token = TOKEN.matcher(mismatch.getOriginalMessage());
            return "expected " + kind(mismatch.getTargetType())
                    + (token.find() ? ", found " + found(JsonToken.valueOf(token.group(1))) : "");
        }
        if (mistake instanceof JsonEOFException) {
            return "it ends in the middle";
        }
        String message = SOURCE.matcher(mistake.getOriginalMessage()).replaceAll("line $1, column $2");
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == null) {
            return "another value";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type.isEnum()) {
            return "one of " + java.util.Arrays.toString(type.getEnumConstants());
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return Map.class.isAssignableFrom(type) || type.isRecord() ? "keys with values" : "another value";
    }

    private static String found(JsonToken token) {
        return switch (token) {
            case START_ARRAY -> "a list";
            case START_OBJECT, FIELD_NAME -> "keys with values";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "nothing";
            default -> "something else";
        };
    }
}
