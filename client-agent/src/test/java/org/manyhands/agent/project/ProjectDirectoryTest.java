package org.manyhands.agent.project;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.agent.AgentException;

/** Files that a disk or a person has damaged. */
class ProjectDirectoryTest {
    /** No character in UTF-8. */
    private static final byte[] NO_TEXT = {(byte) 0x80, (byte) 0xff};

    @TempDir
    Path folder;

    private ProjectDirectory directory;

    @BeforeEach
    void directory() {
        directory = new ProjectDirectory(folder);
    }

    @Test
    void aDamagedKeyIsNamedWithTheRemedy() throws Exception {
        Path file = Files.write(folder.resolve("host.key"), NO_TEXT);

        assertThatThrownBy(() -> directory.key(new SecureRandom()))
                .isInstanceOf(AgentException.class)
                .hasMessage(file + " is damaged: a private key is 64 hexadecimal digits; delete " + folder
                        + " and attach again as a new host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"url\": \"http://localh", "{\"certificates\": [", "{", "", "[]", "{}", "{\"url\" 7}", "\u0000"
            })
    void aDamagedStateIsNamedWithTheRemedyAndNoWordsOfTheReader(String text) throws Exception {
        damaged(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aStateOfBytesThatAreNoTextIsNamed() throws Exception {
        damaged(NO_TEXT);
    }

    private void damaged(byte[] content) throws Exception {
        Path file = Files.write(folder.resolve("project.json"), content);

        assertThatThrownBy(directory::load)
                .isInstanceOf(AgentException.class)
                .hasMessageStartingWith(file + " is damaged: ")
                .hasMessageEndingWith("; delete " + folder + " and attach again as a new host")
                .message()
                .doesNotContain("Source", "REDACTED", "StreamReadFeature", "Input length");
    }
}
