package org.manyhands.bench.dispatch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.manyhands.protocol.agent.ProjectInfo;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.AccountView;
import org.manyhands.protocol.research.AppVersionView;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.BatchSpec.AnswerPart;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.Grant;
import org.manyhands.protocol.research.NewAppVersion;
import org.manyhands.protocol.research.Quote;
import org.manyhands.protocol.research.SignUp;
import org.manyhands.researcher.api.ProblemException;
import org.manyhands.researcher.api.ProjectClient;

/**
 * What a researcher has brought through the public API: batches that are paid for.
 *
 * @param researcher speaks for the account
 * @param project who the project is
 * @param batches all funded
 * @param fuelPerUnit what the quote measured
 */
record Workload(ProjectClient researcher, ProjectInfo project, List<BatchId> batches, long fuelPerUnit) {
    private static final Set<String> ENDED = Set.of("COMPLETE", "SETTLED");
    private static final long OUTPUT_BYTES = 1 << 20;

    /**
     * Signs up, uploads the program, gets a quote for each batch, is granted what they cost, and funds them.
     *
     * @param name of the account and its batches, so that a database can be used again
     */
    static Workload bring(URI url, Path folder, String adminToken, String name, long units, int batches)
            throws IOException {
        ProjectClient administrator = new ProjectClient(url, adminToken);
        AccountView account = new ProjectClient(url, null).signUp(new SignUp("researcher-" + name, null));
        ProjectClient researcher = new ProjectClient(url, account.token());
        byte[] module = Program.bytes();
        String sha256 = Digests.sha256(module);
        researcher.upload(Files.write(folder.resolve("count.wasm"), module), sha256);
        AppVersionView version = researcher.createVersion(new NewAppVersion("count", "1", sha256, Map.of(), List.of()));
        List<BatchView> quoted = new ArrayList<>();
        for (int batch = 0; batch < batches; batch++) {
            long mine = units / batches + (batch < units % batches ? 1 : 0);
            quoted.add(researcher.quote(spec(name + "-" + batch, version, mine)));
        }
        long cost = quoted.stream()
                .mapToLong(batch -> quote(batch).maximumMicrocredits())
                .sum();
        administrator.grant(new Grant(account.name(), cost, "bench-" + name));
        for (BatchView batch : quoted) {
            researcher.act(batch.id(), ProjectClient.BatchAction.FUND);
        }
        return new Workload(
                researcher,
                administrator.status().project(),
                quoted.stream().map(BatchView::id).toList(),
                quote(quoted.get(0)).fuelPerUnit());
    }

    private static Quote quote(BatchView batch) {
        return Objects.requireNonNull(batch.quote(), "a batch that was just described has a quote");
    }

    private static BatchSpec spec(String name, AppVersionView version, long units) {
        return BatchSpec.of(
                        name,
                        version.id(),
                        BatchSpec.Cut.of(new BatchSpec.Range(0, units, 1)),
                        List.of(new AnswerPart(AnswerPart.Kind.SUM, null, null, null, null, null)))
                .with(it -> it.arguments(List.of("{unit}"))
                        .quorum(1)
                        .outputLimitBytes(OUTPUT_BYTES)
                        .canaries(0));
    }

    /** Ends the batches, so that a later run on the same database has its hosts to itself. */
    void cancel() throws IOException {
        for (BatchId batch : batches) {
            try {
                researcher.act(batch, ProjectClient.BatchAction.CANCEL);
            } catch (ProblemException e) {
                // One whose work units were all done has ended by itself.
                if (!ENDED.contains(researcher.batch(batch).state())) {
                    throw e;
                }
            }
        }
    }

    /** The batches' identifiers, for a list in SQL. */
    String ids() {
        return String.join(", ", batches.stream().map(BatchId::toString).toList());
    }
}
