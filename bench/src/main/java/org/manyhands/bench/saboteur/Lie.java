package org.manyhands.bench.saboteur;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.json.Json;

/** One lie, as the liar notes it in its own log: one JSON object a line. */
public record Lie(ResultId resultId, WorkUnitId workUnitId, Kind kind) {
    /** The ways to lie. */
    public enum Kind {
        /** Another output, with the right fuel. */
        OUTPUT("an altered output"),
        /** The right output, with more fuel than it took. */
        FUEL("inflated fuel"),
        /** Another output and more fuel, the same as a partner says. */
        AGREED("an output and a fuel agreed on with a partner");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Appends it to a log, before it is told. */
    void note(Path log) {
        try {
            Files.writeString(log, Json.write(this) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note a lie in " + log, e);
        }
    }

    /** Reads a log; a result that was lied about again, after a kill, counts once. */
    public static List<Lie> read(Path log) throws IOException {
        Map<ResultId, Lie> lies = new LinkedHashMap<>();
        for (String line : Files.readAllLines(log, StandardCharsets.UTF_8)) {
            Lie lie = Json.readOwn(line, Lie.class);
            lies.put(lie.resultId(), lie);
        }
        return List.copyOf(lies.values());
    }
}
