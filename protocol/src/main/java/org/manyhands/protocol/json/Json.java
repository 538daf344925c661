package org.manyhands.protocol.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;

/** The one way in which Manyhands writes and reads JSON. Thread-safe. */
public final class Json {
    /** Values take many times the room of their text: a text of the largest size could otherwise fill a server's memory. */
    private static final long MOST_TOKENS = 1_000_000;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .addModule(new SimpleModule("manyhands")
                    .addSerializer(Long.class, ToStringSerializer.instance)
                    .addSerializer(Long.TYPE, ToStringSerializer.instance))
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, false)
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            .configure(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, false)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private Json() {}

    /** The shared mapper, for frameworks that want one. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a " + value.getClass().getSimpleName() + " cannot be written as JSON", e);
        }
    }

    /** Reads a value; a text that is no such value is a {@link MalformedJsonException} that says where. */
    public static <T> T read(String text, Class<T> type) throws MalformedJsonException {
        try {
            T value = MAPPER.readValue(text, type);
            if (value == null) {
                throw new MalformedJsonException("expected " + type.getSimpleName() + ", found nothing", null);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw MalformedJsonException.of(type, e);
        }
    }

    /** Reads a value from UTF-8 bytes. */
    public static <T> T read(byte[] bytes, Class<T> type) throws MalformedJsonException {
        try {
            T value = MAPPER.readValue(bytes, type);
            if (value == null) {
                throw new MalformedJsonException("expected " + type.getSimpleName() + ", found null", null);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw MalformedJsonException.of(type, e);
        } catch (IOException e) {
            throw new MalformedJsonException("unreadable bytes where " + type.getSimpleName() + " was expected", e);
        }
    }

    /** Reads what this program itself has written before, such as a column of its own database. */
    public static <T> T readOwn(String text, Class<T> type) {
        try {
            return read(text, type);
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("a stored " + type.getSimpleName() + " is damaged: " + e.getMessage(), e);
        }
    }
}
