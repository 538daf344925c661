package org.manyhands.assimilator.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.assimilator.output.Units;

class AnswerBuilderTest {
    @TempDir
    Path folder;

    @Test
    void filesOfEqualNameAreNumberedInTheOrderOfTheParts() throws Exception {
        DraftAnswer answer = build(
                part("", false, "sum.txt", "a/b.c/plain", ".hidden"),
                part("", false, "sum.txt", "a/b.c/plain", ".hidden"),
                part("", false, "sum.txt"));

        assertThat(answer.files())
                .extracting(DraftFile::name)
                .containsExactly(
                        "sum.txt", "a/b.c/plain", ".hidden", "sum-2.txt", "a/b.c/plain-2", ".hidden-2", "sum-3.txt");
    }

    @Test
    void headlinesAreJoinedUnlessOneLeads() throws Exception {
        assertThat(build(part("total = 1", false), part("2 bytes", false)).headline())
                .isEqualTo("total = 1; 2 bytes");
        assertThat(build(part("total = 1", false), part("the best of all", true))
                        .headline())
                .isEqualTo("the best of all");
        assertThat(build(part("total = 1", false), part("", true)).headline()).isEqualTo("total = 1");
    }

    @Test
    void aHeadlineIsOneLineThatFitsItsColumn() throws Exception {
        assertThat(build(part("a\nb\u0007c", false)).headline()).isEqualTo("a b c");
        assertThat(build(part("x".repeat(5_000), true)).headline()).hasSize(800).endsWith("…");
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> build(part("", false, "n".repeat(201))))
                .hasMessageContaining("201 characters, and 200 are allowed");
    }

    @Test
    void temporaryFilesGoAwayWithTheirWorkspace() throws Exception {
        Path work = folder.resolve("work");
        try (Workspace workspace = Workspace.below(work)) {
            Files.writeString(workspace.file(), "x");
            Files.writeString(workspace.folder().resolve("y"), "y");
        }

        assertThat(work).isEmptyDirectory();
    }

    private DraftAnswer build(Assembler... assemblers) throws Exception {
        return new AnswerBuilder(List.of(assemblers))
                .build(new Units(folder.resolve("store")), Workspace.below(folder));
    }

    private static Assembler part(String headline, boolean leading, String... names) {
        return (units, workspace) -> new Part(
                headline,
                leading,
                List.of(names).stream()
                        .map(name -> new DraftFile(name, Path.of("nowhere"), MediaTypes.of(name)))
                        .toList());
    }
}
