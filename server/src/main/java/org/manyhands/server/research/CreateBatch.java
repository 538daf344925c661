package org.manyhands.server.research;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.cut.UnitCutter;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.BatchSpec.AnswerPart;
import org.manyhands.sandbox.Instrumented;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotException;

/** A new batch: its description checked, its own assembler rewritten, its cost found. DRAFT to QUOTED in one transaction. */
public final class CreateBatch {
    private final Database database;
    private final FileStore files;
    private final ProjectConfig.Policy policy;
    private final BatchRules rules;
    private final TargetCheck targets;
    private final SlotRoom slots;
    private final Instrumentation instrumentation;
    private final QuoteBatch quoteBatch;

    public CreateBatch(
            Database database,
            FileStore files,
            ProjectConfig.Policy policy,
            SlotRoom slots,
            Instrumentation instrumentation,
            QuoteBatch quoteBatch) {
        this.database = database;
        this.files = files;
        this.policy = policy;
        this.rules = new BatchRules(policy);
        this.targets = new TargetCheck(database);
        this.slots = slots;
        this.instrumentation = instrumentation;
        this.quoteBatch = quoteBatch;
    }

    Batch create(Account owner, BatchSpec described) {
        AppVersionRow version = database.inTransaction(tx -> requireVersion(tx, owner, described));
        BatchSpec spec = rules.complete(described, version.verifier() != null);
        database.runInTransaction(tx -> {
            targets.require(tx, owner, spec);
            NamedFiles.of(spec).forEach((path, sha256) -> SharedFiles.require(database, files, tx, sha256, path));
        });
        UnitCutter cutter = UnitCutter.of(spec, version, files);
        Map<String, Instrumented> assemblers = new HashMap<>();
        QuoteBatch.Priced priced = slots.use(slot -> {
            instrumentAssemblers(slot, spec, assemblers);
            return quoteBatch.quote(slot, spec, version, cutter);
        });
        BatchSpec stored = withInstrumented(spec, assemblers);
        return database.inTransaction(tx -> {
            assemblers
                    .values()
                    .forEach(module -> database.blobs().add(tx, module.module(), module.bytes(), null, false));
            NamedFiles.of(stored).values().stream()
                    .sorted()
                    .forEach(sha256 -> database.blobs().reference(tx, sha256));
            Batch draft = database.batches()
                    .create(
                            tx,
                            owner.id(),
                            stored,
                            cutter.count(),
                            BatchRules.kept(stored.limits()),
                            policy.microcreditsPerMillionFuel());
            return database.batches().apply(tx, draft, new BatchEvent.Quoted(priced.quote(), priced.limits()));
        });
    }

    private AppVersionRow requireVersion(Tx tx, Account owner, BatchSpec spec) {
        if (spec.appVersionId() == null) {
            throw BatchRules.refused("'appVersionId' is missing; expected the identifier of an application version");
        }
        return database.applications()
                .version(tx, spec.appVersionId())
                .filter(row -> owner.administrator() || row.owner().equals(owner.id()))
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.INVALID_BATCH,
                        "'appVersionId' is " + spec.appVersionId()
                                + ", and you have no such application version; POST it to /api/v1/applications first"));
    }

    private void instrumentAssemblers(Slot slot, BatchSpec spec, Map<String, Instrumented> made)
            throws SlotException, ModuleRefusedException {
        for (AnswerPart part : spec.answer()) {
            String source = part.moduleSha256();
            if (source != null && !made.containsKey(source)) {
                made.put(source, instrumentation.instrument(slot, source));
            }
        }
    }

    /** What runs is stored: each source module of the answer is replaced by its rewritten form. */
    private static BatchSpec withInstrumented(BatchSpec spec, Map<String, Instrumented> assemblers) {
        List<AnswerPart> answer = new ArrayList<>();
        for (AnswerPart part : spec.answer()) {
            answer.add(
                    part.moduleSha256() == null
                            ? part
                            : new AnswerPart(
                                    part.kind(),
                                    part.file(),
                                    part.best(),
                                    part.plot(),
                                    Objects.requireNonNull(assemblers.get(part.moduleSha256()))
                                            .module(),
                                    part.files()));
        }
        return spec.with(it -> it.answer(answer));
    }
}
