package org.manyhands.sandbox.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A product depends on its source alone: not on what was instrumented before, on the process, or on its settings. */
class PureRewriteTest {
    private static final Path APPLICATIONS = Path.of("..", "wasm-apps");

    @Test
    void productsAreTheSameBytesInAnyOrderAndInEveryProcess() throws Exception {
        List<String> sources = sources();
        List<String> backwards = new ArrayList<>(sources);
        Collections.reverse(backwards);
        List<String> here = new ArrayList<>();
        for (String source : sources) {
            here.add(source + " " + InstrumentMain.digest(Path.of(source)));
        }
        List<String> again = new ArrayList<>();
        for (String source : backwards) {
            again.add(source + " " + InstrumentMain.digest(Path.of(source)));
        }
        assertThat(again).containsExactlyInAnyOrderElementsOf(here);
        assertThat(inProcess(sources, "-Duser.language=tr", "-Duser.timezone=Asia/Kathmandu"))
                .isEqualTo(here);
        assertThat(inProcess(backwards, "-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=3", "-Dfile.encoding=UTF-16"))
                .containsExactlyInAnyOrderElementsOf(here);
    }

    /** Modules of every kind: written by toolchains, by hand, and at random. */
    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        for (String application : List.of("queens", "steps", "mandelbrot")) {
            sources.add(APPLICATIONS
                    .resolve(application)
                    .resolve(application + ".wasm")
                    .toString());
        }
        KeptModules.files().forEach(file -> sources.add(file.toString()));
        return sources;
    }

    private static List<String> inProcess(List<String> sources, String... settings) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx512m"));
        command.addAll(List.of(settings));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), InstrumentMain.class.getName()));
        command.addAll(sources);
        Path told = Files.createTempFile("products", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(told.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertThat(process.waitFor()).isZero();
            try (Stream<String> lines = Files.lines(told, StandardCharsets.UTF_8)) {
                return lines.toList();
            }
        } finally {
            Files.delete(told);
        }
    }
}
