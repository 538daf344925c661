package org.manyhands.sandbox.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.state.PagedBytes;

/**
 * A snapshot with all pages and those that follow it without a gap, to the newest that is whole.
 *
 * @param files from the oldest to the newest, one at least
 */
record SnapshotChain(List<SnapshotFile> files) {
    SnapshotChain {
        files = List.copyOf(files);
    }

    /**
     * Finds the chain with the newest end. A file that cannot be used is named, and an older end is looked for.
     *
     * @param own files of the same run by their names, from the oldest to the newest
     * @return null when there is none
     */
    static @Nullable SnapshotChain newest(List<Path> own, RunKey key, Consumer<String> notices) {
        Map<Long, SnapshotFile> whole = new HashMap<>();
        for (Path path : own) {
            try {
                SnapshotFile file = SnapshotFile.open(path);
                if (!file.header().key().equals(key) || file.header().sequence() != SnapshotStore.sequence(path)) {
                    throw new IOException("is of another run");
                }
                whole.put(file.header().sequence(), file);
            } catch (IOException e) {
                notices.accept("snapshot " + path + " " + e.getMessage() + "; it is left out");
            }
        }
        List<SnapshotFile> ends = whole.values().stream()
                .sorted((left, right) ->
                        Long.compare(right.header().sequence(), left.header().sequence()))
                .toList();
        for (SnapshotFile end : ends) {
            SnapshotChain chain = to(end, whole);
            if (chain != null) {
                return chain;
            }
        }
        return null;
    }

    private static @Nullable SnapshotChain to(SnapshotFile end, Map<Long, SnapshotFile> whole) {
        Deque<SnapshotFile> files = new ArrayDeque<>(List.of(end));
        SnapshotFile first = end;
        while (!first.header().complete()) {
            SnapshotFile before = whole.get(first.header().sequence() - 1);
            if (before == null
                    || before.header().base() != end.header().base()
                    || !Arrays.equals(before.checksum(), first.header().before())) {
                return null;
            }
            files.addFirst(before);
            first = before;
        }
        return new SnapshotChain(List.copyOf(files));
    }

    /** Fuel used at its end. */
    long fuel() {
        return end().header().fuel();
    }

    /**
     * Gives a run that has not begun the state at the chain's end.
     *
     * @throws IOException when it does not fit; the run is then of no more use
     */
    void restore(RunState run) throws IOException {
        try {
            end().restore(run.parts());
            Map<Long, PagedBytes> contents =
                    run.contents().stream().collect(Collectors.toMap(PagedBytes::key, bytes -> bytes));
            for (SnapshotFile file : files) {
                file.restorePages(contents);
            }
        } catch (RuntimeException e) {
            throw new IOException("it does not fit the run: " + e, e);
        }
    }

    private SnapshotFile end() {
        return files.get(files.size() - 1);
    }
}
