package org.manyhands.protocol.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.manyhands.protocol.json.JsonMistake;

/** Reads YAML files into typed records; every mistake names file, line, column and what was expected. */
public final class YamlFile {
    private static final ObjectMapper MAPPER = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private YamlFile() {}

    /** Reads a whole file. */
    public static <T> T read(Path file, Class<T> type) throws ConfigException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new ConfigException(file + ": there is no such file");
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + e.getMessage());
        }
        return parse(file.toString(), text, type);
    }

    /** Reads a text; {@code name} stands in messages for the file. */
    public static <T> T parse(String name, String text, Class<T> type) throws ConfigException {
        if (text.isBlank()) {
            throw new ConfigException(name + ": the file is empty; expected keys: " + String.join(", ", keys(type)));
        }
        try {
            return Objects.requireNonNull(MAPPER.readValue(text, type));
        } catch (UnrecognizedPropertyException e) {
            Collection<String> known = Objects.requireNonNullElse(e.getKnownPropertyIds(), List.<Object>of()).stream()
                    .map(String::valueOf)
                    .sorted()
                    .toList();
            String hint = NearestName.of(e.getPropertyName(), known)
                    .map(nearest -> "did you mean '" + nearest + "'? ")
                    .orElse("");
            throw new ConfigException(name + at(YamlPlaces.of(text, steps(e)).or(() -> place(e))) + ": unknown key '"
                    + path(e) + "'; " + hint + "known keys here: " + String.join(", ", known));
        } catch (JsonMappingException e) {
            String key = path(e);
            throw new ConfigException(name + at(YamlPlaces.of(text, steps(e)).or(() -> place(e))) + ": "
                    + (key.isEmpty() ? "" : "key '" + key + "': ") + JsonMistake.words(e));
        } catch (JsonProcessingException e) {
            throw new ConfigException(name + at(place(e)) + ": " + JsonMistake.words(e));
        }
    }

    private static String at(Optional<YamlPlaces.Place> place) {
        return place.map(found -> ", line " + found.line() + ", column " + found.column())
                .orElse("");
    }

    private static Optional<YamlPlaces.Place> place(JsonProcessingException e) {
        return Optional.ofNullable(e.getLocation())
                .map(location -> new YamlPlaces.Place(location.getLineNr(), location.getColumnNr()));
    }

    private static List<Object> steps(JsonMappingException e) {
        return e.getPath().stream()
                .<Object>map(step -> step.getFieldName() == null ? step.getIndex() : step.getFieldName())
                .toList();
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static List<String> keys(Class<?> type) {
        return type.isRecord()
                ? java.util.Arrays.stream(type.getRecordComponents())
                        .map(java.lang.reflect.RecordComponent::getName)
                        .toList()
                : List.of();
    }
}
