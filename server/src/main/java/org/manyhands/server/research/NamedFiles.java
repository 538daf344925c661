package org.manyhands.server.research;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.BatchSpec.AnswerPart;

/** The files that a batch's description names: it refers to each of them as long as it may need it. */
public final class NamedFiles {
    private NamedFiles() {}

    /** Words for a refusal to the SHA-256. */
    public static Map<String, String> of(BatchSpec spec) {
        Map<String, String> named = new HashMap<>();
        Map<String, String> dataset =
                spec.cut().dataset() == null ? Map.of() : spec.cut().dataset().files();
        spec.inputs().forEach((path, sha256) -> named.put("the input '" + path + "'", sha256));
        dataset.forEach((path, sha256) -> named.put("the dataset's file '" + path + "'", sha256));
        spec.answer().stream().flatMap(NamedFiles::of).forEach(file -> named.put(file.getKey(), file.getValue()));
        return named;
    }

    private static Stream<Map.Entry<String, String>> of(AnswerPart part) {
        Stream<Map.Entry<String, String>> own = part.files() == null
                ? Stream.empty()
                : part.files().entrySet().stream()
                        .map(file -> Map.entry("the assembler's file '" + file.getKey() + "'", file.getValue()));
        return part.moduleSha256() == null
                ? own
                : Stream.concat(own, Stream.of(Map.entry("the assembler's module", part.moduleSha256())));
    }
}
