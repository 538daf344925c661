package org.manyhands.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The digest against the vectors that stand in {@code docs/protocol.md}, which were not computed by this code. */
class OutcomeDigestTest {
    private static final String HEADING = "## Outcome digest";

    private static List<JsonNode> vectors() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "protocol.md"));
        String section = document.substring(document.indexOf(HEADING) + HEADING.length());
        List<JsonNode> vectors = new ArrayList<>();
        for (String line : section.split("\n## ", 2)[0].lines().toList()) {
            if (line.startsWith("{")) {
                vectors.add(new ObjectMapper().readTree(line));
            }
        }
        return vectors;
    }

    private static Outcome outcome(String name) {
        String[] parts = name.split(":", 2);
        return switch (parts[0]) {
            case "finished" -> new Outcome.Finished(Integer.parseInt(parts[1]));
            case "trapped" -> new Outcome.Trapped(Outcome.Trap.valueOf(parts[1].toUpperCase(Locale.ROOT)));
            case "exceeded" -> new Outcome.Exceeded(Outcome.Limit.valueOf(parts[1].toUpperCase(Locale.ROOT)));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static CapturedStream stream(JsonNode written) {
        byte[] all = written.get("text")
                .asText()
                .repeat(written.path("times").asInt(1))
                .getBytes(StandardCharsets.UTF_8);
        byte[] kept = Arrays.copyOf(all, Math.min(all.length, CapturedStream.KEPT_BYTES));
        if (kept.length < all.length) {
            System.arraycopy(
                    all,
                    all.length - CapturedStream.TAIL_BYTES,
                    kept,
                    CapturedStream.HEAD_BYTES,
                    CapturedStream.TAIL_BYTES);
        }
        return new CapturedStream(all.length, kept);
    }

    private static List<OutputFile> outputs(JsonNode files) {
        List<OutputFile> outputs = new ArrayList<>();
        for (JsonNode file : files) {
            byte[] bytes = file.get("text").asText().getBytes(StandardCharsets.UTF_8);
            outputs.add(new OutputFile(file.get("path").asText(), bytes.length, OutcomeDigest.sha256(bytes)));
        }
        return outputs;
    }

    @Test
    void digestsAreThoseOfTheDocument() throws IOException {
        List<JsonNode> vectors = vectors();
        assertThat(vectors).hasSizeGreaterThanOrEqualTo(4);
        for (JsonNode vector : vectors) {
            String digest = OutcomeDigest.of(
                    outcome(vector.get("outcome").asText()),
                    Long.parseLong(vector.get("fuel").asText()),
                    stream(vector.get("stdout")),
                    stream(vector.get("stderr")),
                    outputs(vector.get("outputs")));
            assertThat(digest)
                    .as(vector.toString())
                    .isEqualTo(vector.get("digest").asText());
        }
    }

    @Test
    void orderOfOutputsLeavesNoTrace() {
        OutputFile a = new OutputFile("a", 0, OutcomeDigest.sha256(new byte[0]));
        OutputFile b = new OutputFile("b", 0, OutcomeDigest.sha256(new byte[0]));
        assertThat(digest(List.of(a, b))).isEqualTo(digest(List.of(b, a))).isNotEqualTo(digest(List.of(a)));
    }

    @Test
    void outcomesOfTheHostHaveNoDigest() {
        for (Outcome outcome : List.of(new Outcome.Cancelled(), new Outcome.HostFailed("full disk"))) {
            assertThatThrownBy(
                            () -> OutcomeDigest.of(outcome, 0, CapturedStream.EMPTY, CapturedStream.EMPTY, List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static String digest(List<OutputFile> outputs) {
        return OutcomeDigest.of(new Outcome.Finished(0), 1, CapturedStream.EMPTY, CapturedStream.EMPTY, outputs);
    }
}
