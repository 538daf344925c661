package org.manyhands.bench.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.assimilator.AssimilatorPass;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.host.Host;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.trust.HostTrust;
import org.manyhands.db.trust.Standing;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.ApplicationId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.research.BatchSpec.AnswerPart;
import org.manyhands.validator.ValidatorPass;

/**
 * A cheat that behaved until it was trusted put lies into an answer that was complete. Caught elsewhere while its credit is held, it loses that credit, its
 * answers are computed again, and the assembled answer is made anew: by the passes that the processes run.
 */
class ReopenedAnswerTest extends DatabaseContract {
    private static final double ONE_IN_A_HUNDRED = 0.01;
    private static final int HONEST = 20;
    private static final int LIES = 4;
    private static final AnswerPart CONCAT = new AnswerPart(AnswerPart.Kind.CONCAT, "n.txt", null, null, null, null);

    @TempDir
    Path folder;

    private FileStore files;
    private Host cheat;
    private Host partner;
    private Host honest;

    ReopenedAnswerTest(TestDatabase test) {
        super(test);
    }

    @BeforeEach
    void open() {
        files = FileStore.open(folder.resolve("files"));
        cheat = world.host(world.account());
        partner = world.host(world.account());
        honest = world.host(world.account());
    }

    @Test
    @Timeout(120)
    void answers_of_a_host_that_is_caught_are_computed_again_and_the_answer_is_made_anew() throws Exception {
        List<WorkUnit> units = world.cutTrusting(HONEST + LIES, ONE_IN_A_HUNDRED, List.of(CONCAT));
        trusted(units.get(0));
        confirmed(units.subList(0, HONEST));
        List<WorkUnit> lies = units.subList(HONEST, HONEST + LIES);
        lies.forEach(unit -> give(unit, cheat, "lie"));
        validate();
        lies.stream().filter(unit -> state(unit) == WorkUnitState.OPEN).forEach(unit -> give(unit, partner, "lie"));
        validate();
        assimilateUntilComplete(units);
        assertThat(answer(units)).isEqualTo(expected(units, lies, "lie"));
        long heldBefore = pending(cheat);
        assertThat(heldBefore).isPositive();

        WorkUnit elsewhere = world.cutTrusting(world.batch(units.get(0).batchId()), 1, ONE_IN_A_HUNDRED)
                .get(0);
        give(elsewhere, world.host(world.account()), "truth");
        validate();
        give(elsewhere, cheat, "lie");
        validate();
        finish(List.of(elsewhere));

        assertThat(batch(units)).as("its answer is not shown").isEqualTo(BatchState.RUNNING);
        assertThat(lies).allSatisfy(unit -> {
            assertThat(now(unit).revision()).isEqualTo(1);
            assertThat(state(unit)).isEqualTo(WorkUnitState.OPEN);
        });
        assimilate();
        assertThat(batch(units)).isEqualTo(BatchState.RUNNING);

        finish(units);
        assimilateUntilComplete(units);

        assertThat(answer(units)).isEqualTo(expected(units, lies, "truth"));
        assertThat(units).allSatisfy(unit -> assertThat(state(unit)).isEqualTo(WorkUnitState.ASSIMILATED));
        assertThat(standing(units.get(0), cheat).excluded()).isTrue();
        assertThat(pending(cheat)).as("what a cheat loses").isZero();
        assertThat(pending(honest)).isPositive();
        assertThat(list(tx -> db.ledger().violations(tx))).isEmpty();
    }

    private static String expected(List<WorkUnit> units, List<WorkUnit> lies, String word) {
        return units.stream()
                .map(unit -> content(unit, lies.contains(unit) ? word : "truth"))
                .collect(Collectors.joining());
    }

    private static String content(WorkUnit unit, String word) {
        return word + " " + unit.index() + "\n";
    }

    private void trusted(WorkUnit unit) {
        ApplicationId application = application(unit);
        db.runInTransaction(tx -> {
            List<HostTrust> trusts = new ArrayList<>();
            for (Host host : List.of(cheat, partner, honest)) {
                trusts.add(new HostTrust(host.id(), application, new Standing(1_000, 1_000, 0, false), 0, 0));
            }
            db.trust().save(tx, trusts, List.of());
        });
    }

    /** So that the cheat has something to lose, and is not checked each time. */
    private void confirmed(List<WorkUnit> units) {
        units.forEach(unit -> give(unit, cheat, "truth"));
        validate();
        units.forEach(unit -> {
            if (unsent(unit)) {
                give(unit, honest, "truth");
            }
        });
        validate();
        assertThat(units).allSatisfy(unit -> assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED));
    }

    /** Strangers bring back the truth for whatever is asked for, until nothing is. */
    private void finish(List<WorkUnit> units) {
        for (int round = 0; round < 20 && units.stream().anyMatch(unit -> state(unit) == WorkUnitState.OPEN); round++) {
            for (WorkUnit unit : units) {
                while (unsent(unit)) {
                    give(unit, stranger(unit), "truth");
                }
            }
            validate();
        }
    }

    private Host stranger(WorkUnit unit) {
        Set<Object> had = world.copies(unit.id()).stream()
                .filter(copy -> copy.host() != null)
                .map(copy -> (Object) copy.host())
                .collect(Collectors.toSet());
        return had.contains(honest.id()) ? world.host(world.account()) : honest;
    }

    private void give(WorkUnit unit, Host host, String word) {
        Result unsent = world.copies(unit.id()).stream()
                .filter(copy -> copy.state() == ResultState.UNSENT)
                .findFirst()
                .orElseThrow();
        byte[] bytes = content(unit, word).getBytes(StandardCharsets.UTF_8);
        world.bringBack(
                world.dispatch(unsent, host),
                content(unit, word),
                List.of(new OutputReport("n.txt", bytes.length, Digests.sha256(bytes), bytes)));
    }

    private void validate() {
        try (ValidatorPass pass = new ValidatorPass(Duration.ofHours(24))) {
            while (!list(tx -> db.results().awaitingJudgement(tx, 1)).isEmpty()) {
                pass.pass(db, files);
            }
        }
    }

    private void assimilate() throws Exception {
        try (AssimilatorPass pass = AssimilatorPass.in(new ProjectDirectory(folder))) {
            for (int done = 1; done > 0; ) {
                done = pass.pass(db, files);
            }
        }
    }

    /** Answers are put together beside the passes. */
    private void assimilateUntilComplete(List<WorkUnit> units) throws Exception {
        try (AssimilatorPass pass = AssimilatorPass.in(new ProjectDirectory(folder))) {
            while (batch(units) != BatchState.COMPLETE) {
                pass.pass(db, files);
            }
        }
    }

    private boolean unsent(WorkUnit unit) {
        return world.copies(unit.id()).stream().anyMatch(copy -> copy.state() == ResultState.UNSENT);
    }

    private WorkUnit now(WorkUnit unit) {
        Map<WorkUnitId, WorkUnit> found = new HashMap<>(tx(tx -> db.workUnits().byIds(tx, List.of(unit.id()))));
        return found.get(unit.id());
    }

    private WorkUnitState state(WorkUnit unit) {
        return now(unit).state();
    }

    private BatchState batch(List<WorkUnit> units) {
        return world.batch(units.get(0).batchId()).state();
    }

    private String answer(List<WorkUnit> units) throws Exception {
        String digest = list(tx -> db.answers().files(tx, units.get(0).batchId())).stream()
                .filter(file -> file.name().equals("n.txt"))
                .findFirst()
                .orElseThrow()
                .sha256();
        return new String(files.read(digest), StandardCharsets.UTF_8);
    }

    private Standing standing(WorkUnit unit, Host host) {
        ApplicationId application = application(unit);
        return find(tx -> java.util.Optional.ofNullable(
                        db.trust().find(tx, application, List.of(host.id())).get(host.id())))
                .orElseThrow()
                .standing();
    }

    private long pending(Host host) {
        return number(
                tx -> db.ledger().balance(tx, LedgerAccount.host(host.id())).pendingIn());
    }

    private ApplicationId application(WorkUnit unit) {
        return tx(tx -> db.applications()
                .version(tx, db.batches().byId(tx, unit.batchId()).orElseThrow().appVersionId())
                .orElseThrow()
                .applicationId());
    }
}
