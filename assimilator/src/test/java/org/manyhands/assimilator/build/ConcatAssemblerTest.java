package org.manyhands.assimilator.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.assimilator.output.Units;

class ConcatAssemblerTest {
    @TempDir
    Path folder;

    @Test
    void bytesAreJoinedInOrderWithNothingBetween() throws Exception {
        String large = "x".repeat(5_000);
        Units units = new Units(folder.resolve("store"))
                .file("part/frames.bin", "a\u0000b")
                .file("part/frames.bin", "")
                .file("part/frames.bin", large);

        Part part = new ConcatAssembler("part/frames.bin").assemble(units, Workspace.below(folder));

        assertThat(Files.readString(part.files().get(0).content())).isEqualTo("a\u0000b" + large);
        assertThat(part.files().get(0).name()).isEqualTo("frames.bin");
        assertThat(part.files().get(0).mediaType()).isEqualTo("application/octet-stream");
        assertThat(part.headline()).isEqualTo("5003 bytes from 3 work units");
    }

    @Test
    void standardOutputBecomesATextFile() throws Exception {
        Units units = new Units(folder.resolve("store")).stdout("one\n").stdout("two\n");

        Part part = new ConcatAssembler(null).assemble(units, Workspace.below(folder));

        assertThat(part.files().get(0).name()).isEqualTo("concat.txt");
        assertThat(Files.readString(part.files().get(0).content())).isEqualTo("one\ntwo\n");
    }
}
