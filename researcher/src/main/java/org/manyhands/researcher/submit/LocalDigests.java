package org.manyhands.researcher.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.researcher.batchfile.BatchFile;
import org.manyhands.researcher.batchfile.BatchFile.Answer;
import org.manyhands.researcher.batchfile.BatchFile.Dataset;

/** SHA-256 of every local file of a description, each file read once. */
final class LocalDigests {
    private final Map<Path, String> digests = new LinkedHashMap<>();

    private LocalDigests() {}

    static LocalDigests of(BatchFile batch) throws IOException {
        LocalDigests digests = new LocalDigests();
        digests.add(batch.application().module());
        digests.addAll(batch.application().files().values());
        if (batch.application().verifier() != null) {
            digests.add(batch.application().verifier());
        }
        digests.addAll(batch.inputs().values());
        if (batch.cut() instanceof Dataset dataset) {
            digests.addAll(dataset.files().values());
        }
        for (Answer part : batch.answer()) {
            if (part.module() != null) {
                digests.add(part.module());
            }
            digests.addAll(part.files().values());
        }
        return digests;
    }

    Set<Map.Entry<Path, String>> all() {
        return digests.entrySet();
    }

    String of(Path file) {
        String digest = digests.get(file);
        if (digest == null) {
            throw new IllegalStateException(file + " is not a file of this batch");
        }
        return digest;
    }

    /** The same names, with digests for files. */
    Map<String, String> of(Map<String, Path> files) {
        Map<String, String> named = new TreeMap<>();
        files.forEach((name, path) -> named.put(name, of(path)));
        return named;
    }

    private void addAll(Collection<Path> files) throws IOException {
        for (Path file : files) {
            add(file);
        }
    }

    private void add(Path file) throws IOException {
        if (digests.containsKey(file)) {
            return;
        }
        try {
            digests.put(file, Digests.sha256(file));
        } catch (IOException e) {
            throw new IOException(
                    file + " cannot be read: " + e.getMessage() + (Files.exists(file) ? "" : "; it is gone"), e);
        }
    }
}
