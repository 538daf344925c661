package org.manyhands.sandbox.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputPathsTest {
    @Test
    void whatARunCanLeaveIsTaken() {
        assertThat(OutputPaths.refusal(List.of())).isEmpty();
        assertThat(OutputPaths.refusal(List.of("a", "a!", "ab", "b/a", "b/c/a", "stdout")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/a", "a/", "a//b", "../a", "a/.", "x:y", "a\\b", "Ä", "what?", "nul", "a/con.txt", "dot."})
    void namesThatNotEveryMachineCanStoreAreRefused(String path) {
        assertThat(OutputPaths.refusal(List.of("fine", path)))
                .hasValueSatisfying(words -> assertThat(words).startsWith("'" + path + "'"));
    }

    @Test
    void noFileIsAFolderOfAnotherInWhateverOrder() {
        assertThat(OutputPaths.refusal(List.of("a", "a!", "a/b")))
                .contains("'a' below /out is a file and the folder of 'a/b'");
        assertThat(OutputPaths.refusal(List.of("a/b/c/d", "a/b")))
                .contains("'a/b' below /out is a file and the folder of 'a/b/c/d'");
    }

    @Test
    void noPathIsTakenTwice() {
        assertThat(OutputPaths.refusal(List.of("a/b", "a/b"))).contains("there are two files 'a/b' below /out");
    }
}
