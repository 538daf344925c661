package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.differential.KeptModules;

/**
 * Products of one version of the rewrite are the same bytes for ever: here are their digests. Whoever changes what the
 * rewrite makes raises {@link Instrumenter#REWRITE_VERSION}, and records the digests that the test tells beside the old.
 */
class ProductBytesTest {
    private static final Path FOLDER = Path.of("src/test/resources/rewrite");

    @Test
    void productsAreThoseThatWereRecorded() throws IOException {
        List<String> products = new ArrayList<>();
        for (Path file : KeptModules.files()) {
            products.add(line(file.getFileName().toString(), Files.readAllBytes(file)));
        }
        for (String module : Files.readString(FOLDER.resolve("constructs.wat")).split("\n\n")) {
            String name = module.lines().findFirst().orElseThrow().replaceFirst(";; ", "");
            products.add(line(name, Wat2Wasm.parse(module)));
        }
        assertThat(products)
                .containsAll(Files.readAllLines(FOLDER.resolve("version-" + Instrumenter.REWRITE_VERSION + ".txt")));
    }

    private static String line(String name, byte[] source) {
        return OutcomeDigest.sha256(Instrumenter.instrument(source)) + " " + name;
    }
}
