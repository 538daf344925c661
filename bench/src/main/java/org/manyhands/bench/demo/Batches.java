package org.manyhands.bench.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The descriptions of the two computations: the applications' own, or copies with other numbers in them. */
final class Batches {
    /** Two that collude are a quorum of two; they cannot be three. */
    private static final String QUORUM_AGAINST_TWO = "quorum: 3";

    private static final int USUAL_BOARD = 15;

    private final Stage stage;
    private final Demo.Options options;

    Batches(Stage stage, Demo.Options options) {
        this.stage = stage;
        this.options = options;
    }

    /** The application's own batch for 15 queens; for another board the same with its numbers changed. */
    Path queens() throws IOException {
        if (options.queens() == USUAL_BOARD) {
            return described("queens", List.of());
        }
        int prefixes = options.queens() * options.queens();
        return described(
                "queens",
                List.of(
                        new Change("queens-15", "queens-" + options.queens()),
                        new Change("\"15\"", "\"" + options.queens() + "\""),
                        new Change("to: 225", "to: " + prefixes)));
    }

    Path digits() throws IOException {
        return described("digits", List.of());
    }

    private record Change(String from, String to) {}

    private Path described(String application, List<Change> changes) throws IOException {
        Path original = stage.application(application);
        Path batch = original.resolve("batch.yaml");
        if (changes.isEmpty() && !options.colluding()) {
            return batch;
        }
        Path folder = stage.work(application);
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(original.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        String text = Files.readString(batch);
        for (Change change : changes) {
            text = text.replace(change.from(), change.to());
        }
        if (options.colluding()) {
            text = text.replace("quorum: 2", QUORUM_AGAINST_TWO);
        }
        return Files.writeString(folder.resolve("batch.yaml"), text);
    }
}
