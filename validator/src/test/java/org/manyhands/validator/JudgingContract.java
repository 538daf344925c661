package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.host.Host;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.ledger.Price;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.WorkUnitId;

/** Work units with copies in every state, and a validator that judges them. */
abstract class JudgingContract extends DatabaseContract {
    static final Duration HOLD = Duration.ofHours(24);
    static final long PAY = Price.of(World.FUEL, World.PRICE);

    @TempDir
    Path folder;

    FileStore files;
    List<Host> hosts;

    JudgingContract(TestDatabase test) {
        super(test);
    }

    @BeforeEach
    void hosts() {
        files = FileStore.open(folder);
        hosts = someHosts();
    }

    /** Agreement, a lie, an error and a failure, one work unit each. */
    List<WorkUnit> mixedBatch() {
        List<WorkUnit> units = world.cutBatch(4);
        bringBack(units.get(0), 0, "a");
        bringBack(units.get(0), 1, "a");
        bringBack(units.get(1), 0, "lie");
        bringBack(units.get(1), 1, "b");
        Result sent = world.dispatch(world.copies(units.get(2).id()).get(0), hosts.get(0));
        tx(tx -> db.results().apply(tx, sent, new ResultEvent.Errored("disk full")));
        bringBack(units.get(2), 1, "c");
        trap(units.get(3), 0, "bad");
        trap(units.get(3), 1, "bad");
        return units;
    }

    void assertMixed(List<WorkUnit> units) {
        assertThat(units)
                .extracting(this::state)
                .containsExactly(WorkUnitState.VALIDATED, WorkUnitState.OPEN, WorkUnitState.OPEN, WorkUnitState.FAILED);
        assertThat(states(units.get(0))).containsExactly(ResultState.VALID, ResultState.VALID);
        assertThat(states(units.get(1)))
                .containsExactly(ResultState.RETURNED, ResultState.RETURNED, ResultState.UNSENT);
        assertThat(states(units.get(2))).containsExactly(ResultState.ERRORED, ResultState.RETURNED, ResultState.UNSENT);
        assertThat(states(units.get(3))).containsExactly(ResultState.VALID, ResultState.VALID);
        assertThat(number(tx -> db.ledger().pendingOf(tx, units.get(0).batchId())))
                .isEqualTo(4 * PAY);
        assertThat(list(tx -> db.results().awaitingJudgement(tx, 10))).isEmpty();
    }

    List<Host> someHosts() {
        List<Host> some = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            some.add(world.host(world.account()));
        }
        return some;
    }

    void work() {
        ValidatorPass pass = new ValidatorPass(HOLD);
        while (!list(tx -> db.results().awaitingJudgement(tx, 1)).isEmpty()) {
            pass.pass(db, files);
        }
    }

    void bringBack(WorkUnit unit, int copy, String digest) {
        world.bringBack(world.dispatch(world.copies(unit.id()).get(copy), hosts.get(copy)), digest);
    }

    /** The host says that the program was stopped by a trap, after these words on standard error. */
    void trap(WorkUnit unit, int copy, String words) {
        Result sent = world.dispatch(world.copies(unit.id()).get(copy), hosts.get(copy));
        OutcomeReport trap = new OutcomeReport(OutcomeReport.Kind.TRAPPED, 0, "UNREACHABLE");
        byte[] stderr = words.getBytes(StandardCharsets.UTF_8);
        String digest = Digests.sha256("trap " + words);
        tx(tx -> {
            db.results()
                    .saveReports(
                            tx,
                            List.of(new ResultReport(
                                    sent.id(),
                                    trap,
                                    World.FUEL,
                                    digest,
                                    new StreamReport(0, new byte[0]),
                                    new StreamReport(stderr.length, stderr),
                                    List.of(),
                                    1)));
            return db.results().apply(tx, sent, new ResultEvent.Returned(trap, World.FUEL, digest));
        });
    }

    WorkUnit now(WorkUnit unit) {
        Map<WorkUnitId, WorkUnit> found = tx(tx -> db.workUnits().byIds(tx, List.of(unit.id())));
        return found.get(unit.id());
    }

    WorkUnitState state(WorkUnit unit) {
        return now(unit).state();
    }

    String reason(WorkUnit unit) {
        return now(unit).reason();
    }

    Result canonical(WorkUnit unit) {
        WorkUnit now = now(unit);
        return tx(tx -> db.results().byId(tx, now.canonical()).orElseThrow());
    }

    List<ResultState> states(WorkUnit unit) {
        return world.copies(unit.id()).stream().map(Result::state).collect(Collectors.toList());
    }

    ResultState copy(Result result) {
        return tx(tx -> db.results().byId(tx, result.id()).orElseThrow()).state();
    }

    long pending(int host) {
        LedgerAccount account = LedgerAccount.host(hosts.get(host).id());
        return number(tx -> db.ledger().balance(tx, account).pendingIn());
    }
}
