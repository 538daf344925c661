package org.manyhands.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The digest that copies of a work unit are compared by: SHA-256 over outcome, fuel, both streams and the sorted
 * manifest of {@code /out}. The byte layout and test vectors stand in {@code docs/protocol.md}.
 */
public final class OutcomeDigest {
    private static final String DOMAIN = "manyhands-outcome-1";

    private OutcomeDigest() {}

    /**
     * Computes the digest as 64 lower-case hexadecimal digits.
     *
     * @throws IllegalArgumentException when the outcome is not deterministic, since such a run has no digest
     */
    public static String of(
            Outcome outcome, long fuel, CapturedStream stdout, CapturedStream stderr, List<OutputFile> outputs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            text(out, DOMAIN);
            text(out, name(outcome));
            out.writeLong(fuel);
            stream(out, stdout);
            stream(out, stderr);
            out.writeInt(outputs.size());
            for (OutputFile file : outputs.stream()
                    .sorted(Comparator.comparing(OutputFile::path, OutcomeDigest::comparePaths))
                    .toList()) {
                text(out, file.path());
                out.writeLong(file.bytes());
                out.write(HexFormat.of().parseHex(file.sha256()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sha256(bytes.toByteArray());
    }

    /** The outcome's name as it is digested: {@code finished:0}, {@code trapped:unreachable}, {@code exceeded:fuel}. */
    public static String name(Outcome outcome) {
        if (outcome instanceof Outcome.Finished finished) {
            return "finished:" + finished.exitCode();
        }
        if (outcome instanceof Outcome.Trapped trapped) {
            return "trapped:" + trapped.trap().name().toLowerCase(java.util.Locale.ROOT);
        }
        if (outcome instanceof Outcome.Exceeded exceeded) {
            return "exceeded:" + exceeded.limit().name().toLowerCase(java.util.Locale.ROOT);
        }
        throw new IllegalArgumentException("an outcome of this host has no digest: " + outcome);
    }

    /** A new SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** SHA-256 of bytes, as 64 lower-case hexadecimal digits. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static int comparePaths(String left, String right) {
        return java.util.Arrays.compareUnsigned(
                left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static void stream(DataOutputStream out, CapturedStream stream) throws IOException {
        out.writeLong(stream.totalBytes());
        out.write(HexFormat.of().parseHex(sha256(stream.kept())));
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
