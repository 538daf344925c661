package org.manyhands.server.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.agent.ProjectInfo;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.crypto.VerifyingKey;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.HostView;
import org.manyhands.protocol.research.StatusView;
import org.manyhands.protocol.research.StatusView.DaemonView;
import org.manyhands.protocol.research.WorkUnitView;

/** A project made up for tests, in memory; what it says can be changed while pages are open. */
final class Project implements PageSource {
    static final long NOW = 1_700_000_000_000L;
    static final String SCRIPT = "<script>document.title='owned'</script>";

    final Map<BatchId, BatchView> batches = new TreeMap<>(java.util.Comparator.reverseOrder());
    final Map<BatchId, List<String>> units = new HashMap<>();
    final Map<BatchId, List<WorkUnitView>> failed = new HashMap<>();
    final List<HostView> hosts = new ArrayList<>();
    final List<DaemonView> daemons = new ArrayList<>();
    final Map<String, Path> files = new HashMap<>();
    boolean journalBalances = true;
    int looks;

    Project() {
        for (String name : List.of("work-generator", "validator", "assimilator")) {
            daemons.add(new DaemonView(name, 4_711 + daemons.size(), "attic", 2));
        }
    }

    @Override
    public synchronized Snapshot snapshot() {
        looks++;
        Map<String, Long> units = new TreeMap<>();
        Map<String, Long> results = new TreeMap<>();
        Map<String, Long> states = new TreeMap<>();
        batches.values().forEach(batch -> {
            batch.units().forEach((state, count) -> units.merge(state, count, Long::sum));
            units.remove("UNCREATED");
            batch.results().forEach((state, count) -> results.merge(state, count, Long::sum));
            states.merge(batch.state(), 1L, Long::sum);
        });
        ProjectInfo info =
                new ProjectInfo("p-1", "Attic observatory", new VerifyingKey("00".repeat(32)), List.of(), 1, "0.1.0");
        StatusView status = new StatusView(
                info,
                NOW,
                NOW,
                states,
                units,
                results,
                hosts.size(),
                hosts.stream()
                        .filter(host -> NOW - host.lastContactMillis() < 60_000)
                        .count(),
                daemons,
                journalBalances,
                NOW);
        return new Snapshot(status, List.copyOf(batches.values()), hosts);
    }

    @Override
    public synchronized Optional<BatchDetail> batch(BatchId id) {
        return Optional.ofNullable(batches.get(id))
                .map(batch -> new BatchDetail(
                        "Attic observatory",
                        NOW,
                        batch,
                        units.getOrDefault(id, List.of()),
                        failed.getOrDefault(id, List.of())));
    }

    @Override
    public Optional<Path> file(String sha256) {
        return Optional.ofNullable(files.get(sha256));
    }

    synchronized void put(BatchView batch) {
        batches.put(batch.id(), batch);
    }

    /** Stores a file of an answer. */
    BatchView.AnswerFile store(Path folder, String name, String mediaType, String content) {
        try {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            Path file = folder.resolve(Digests.sha256(bytes));
            Files.write(file, bytes);
            files.put(Digests.sha256(bytes), file);
            return new BatchView.AnswerFile(name, Digests.sha256(bytes), bytes.length, mediaType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HostView host(
            long id, String name, String account, HostFacts facts, long ago, Map<String, Long> results, long fuel) {
        return new HostView(
                new HostId(id),
                name,
                account,
                facts,
                "0.1.0",
                NOW - 86_400_000,
                NOW - ago,
                results,
                fuel,
                fuel / 1_300,
                fuel / 4_000);
    }

    static WorkUnitView failedUnit(long id, BatchId batch, long index, String reason, String out, String err) {
        return new WorkUnitView(
                new WorkUnitId(id),
                batch,
                index,
                1,
                0,
                "FAILED",
                reason,
                "00".repeat(32),
                List.of(),
                List.of(),
                1,
                new UnitLimits(0, 0, 0, 0),
                "",
                0,
                out,
                err,
                List.of());
    }
}
