package org.manyhands.server.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.db.config.ProjectConfigFile;

class FirstConfigTest {
    @TempDir
    private Path home;

    @Test
    void everyKeyIsShownWithItsDefault() throws Exception {
        Path first = home.resolve("first.yaml");
        FirstConfig.write(first, null);
        Path empty = Files.writeString(home.resolve("empty.yaml"), "project: Manyhands\n");

        assertThat(keys(Files.readString(first)))
                .containsExactlyInAnyOrderElementsOf(keys(ProjectConfigFile.text("Manyhands", 8080)));
        assertThat(ProjectConfig.read(first)).isEqualTo(ProjectConfig.read(empty));
    }

    /** Of lines that give one, those that are commented out as examples, too. */
    private static List<String> keys(String yaml) {
        return yaml.lines()
                .filter(line -> line.matches("#? *[a-z0-9-]+:( .*)?"))
                .map(line -> line.replaceAll("^[# ]*|:.*$", ""))
                .toList();
    }
}
