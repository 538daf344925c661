package org.manyhands.sandbox.slot;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.manyhands.sandbox.OutputFile;
import org.manyhands.sandbox.files.OutputNode;
import org.manyhands.sandbox.meter.HostFailedException;

/** Where the files of {@code /out} go on this machine. */
final class OutputDirectory {
    private OutputDirectory() {}

    /**
     * Writes the files, replacing those of an earlier run.
     *
     * @throws HostFailedException when this machine cannot hold them: out of space, or two names that it takes for one
     */
    static List<OutputFile> write(Path directory, Map<String, OutputNode> outputs) {
        List<OutputFile> written = new ArrayList<>();
        try {
            for (String path : outputs.keySet()) {
                makeRoom(directory, path);
            }
            for (Map.Entry<String, OutputNode> output : outputs.entrySet()) {
                written.add(write(directory, output.getKey(), output.getValue()));
            }
            return written;
        } catch (IOException e) {
            throw new HostFailedException(
                    "cannot write the outputs to " + directory + ": " + e
                            + "; free some space or choose another directory",
                    e);
        }
    }

    /** Deletes a file of an earlier run. Nothing is written or deleted through a link, nor is a directory that is there. */
    private static void makeRoom(Path directory, String path) throws IOException {
        Path place = directory;
        for (Path name : Path.of(path)) {
            place = place.resolve(name);
            boolean last = place.equals(directory.resolve(path));
            if (!last && Files.isSymbolicLink(place)) {
                throw new HostFailedException(
                        place
                                + " is a link, and outputs are not written through links; remove it or choose an empty directory");
            }
            if (last && Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                throw new HostFailedException(place
                        + " is a directory, where the program wrote a file; remove it or choose an empty directory");
            }
        }
        Files.deleteIfExists(place);
    }

    private static OutputFile write(Path directory, String path, OutputNode output) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        MessageDigest digest = sha256();
        try (OutputStream out = new BufferedOutputStream(
                new DigestOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), digest))) {
            output.copyTo(out);
        }
        return new OutputFile(path, output.size(), HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
