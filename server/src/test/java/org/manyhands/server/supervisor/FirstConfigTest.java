package org.manyhands.server.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.db.config.ProjectConfig;

class FirstConfigTest {
    @TempDir
    private Path home;

    @Test
    void everyKeyIsShownWithItsDefault() throws Exception {
        Path first = home.resolve("first.yaml");
        FirstConfig.write(first, null);
        Path empty = Files.writeString(home.resolve("empty.yaml"), "project: Manyhands\n");

        assertThat(keys(Files.readString(first)))
                .containsExactlyInAnyOrderElementsOf(keys(ProjectConfig.class).toList());
        assertThat(ProjectConfig.read(first)).isEqualTo(ProjectConfig.read(empty));
    }

    /** As its reader knows them, with those below them. */
    private static Stream<String> keys(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(JsonCreator.class))
                .flatMap(method -> Stream.of(method.getParameters()))
                .flatMap(key -> Stream.concat(
                        Stream.of(key.getAnnotation(JsonProperty.class).value()), keys(key.getType())));
    }

    /** Of lines that give one, those that are commented out as examples, too. */
    private static List<String> keys(String yaml) {
        return yaml.lines()
                .filter(line -> line.matches("#? *[a-z0-9-]+:( .*)?"))
                .map(line -> line.replaceAll("^[# ]*|:.*$", ""))
                .toList();
    }
}
