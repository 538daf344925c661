package org.manyhands.sandbox.hostile;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** Where the modules lie. */
final class Corpus {
    private Corpus() {}

    static Path directory() {
        try {
            return Path.of(Objects.requireNonNull(Corpus.class.getResource("loop-empty.wat"))
                            .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
