package org.manyhands.sandbox.snapshot;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.RunRequest;

/**
 * What a snapshot belongs to: one module, and everything else that a run is a function of.
 *
 * @param module SHA-256 of the instrumented module, 64 lower-case hexadecimal digits
 * @param request SHA-256 of arguments, environment, seed, standard input, limits, and of the path, size and SHA-256 of
 *     every input; 64 lower-case hexadecimal digits
 */
record RunKey(String module, String request) {
    private static final String DOMAIN = "manyhands-request-1";

    private static final int PREFIX_DIGITS = 16;

    /**
     * Reads the inputs to their end.
     *
     * @throws IOException when an input cannot be read
     */
    static RunKey of(String module, RunRequest request) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        text(out, DOMAIN);
        out.writeInt(request.arguments().size());
        for (String argument : request.arguments()) {
            text(out, argument);
        }
        out.writeInt(request.environment().size());
        for (Map.Entry<String, String> variable : new TreeMap<>(request.environment()).entrySet()) {
            text(out, variable.getKey());
            text(out, variable.getValue());
        }
        out.writeLong(request.seed());
        out.write(HexFormat.of().parseHex(OutcomeDigest.sha256(request.stdin())));
        out.writeLong(request.limits().fuel());
        out.writeLong(request.limits().memoryBytes());
        out.writeLong(request.limits().outputBytes());
        out.writeInt(request.limits().outputFiles());
        out.writeInt(request.inputs().size());
        List<InputFile> inputs = request.inputs().stream()
                .sorted(Comparator.comparing(InputFile::path))
                .toList();
        for (InputFile input : inputs) {
            text(out, input.path());
            out.writeLong(Files.size(input.file()));
            out.write(sha256(input));
        }
        return new RunKey(module, OutcomeDigest.sha256(bytes.toByteArray()));
    }

    /** What the names of this run's files begin with. */
    String prefix() {
        return OutcomeDigest.sha256((module + request).getBytes(StandardCharsets.US_ASCII))
                .substring(0, PREFIX_DIGITS);
    }

    private static byte[] sha256(InputFile input) throws IOException {
        MessageDigest digest = Checksums.sha256();
        try (InputStream in = Files.newInputStream(input.file())) {
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        }
        return digest.digest();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
