package org.manyhands.server.research;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.manyhands.db.account.Account;
import org.manyhands.db.host.Host;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.NearEnd;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.agent.SyncReply.Shortfall;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.research.HostExplanation;
import org.manyhands.protocol.research.UnitExplanation;
import org.manyhands.server.dispatch.Asking;
import org.manyhands.server.dispatch.BlockKeeper;
import org.manyhands.server.dispatch.Choice;
import org.manyhands.server.dispatch.FactsKeeper;
import org.manyhands.server.dispatch.HostLoads;
import org.manyhands.server.dispatch.KnownBatches;
import org.manyhands.server.dispatch.LateRule;
import org.manyhands.server.dispatch.LatelySeen;
import org.manyhands.server.dispatch.ReadyWork;
import org.manyhands.server.dispatch.TailRule;

/** What people are told of a batch's last work units. */
class ExplainEndingTest extends DatabaseContract {
    private final FactsKeeper facts = new FactsKeeper(db);
    private final TailRule tail = new TailRule();
    private final ReadyWork ready =
            new ReadyWork(List.of(tail, new LateRule(facts.endings(), tail::knows)), facts::now);
    private final KnownBatches batches = new KnownBatches(db);
    private final LatelySeen lately = new LatelySeen();

    ExplainEndingTest(TestDatabase test) {
        super(test);
    }

    @Test
    void a_host_and_a_work_unit_say_who_is_too_late_for_it() {
        NearEnd near = NearEnd.of(test, world);
        new BlockKeeper(db, ready, batches, "one").refill();
        facts.refresh(List.of(near.batch()));
        near.fast().forEach(this::asked);
        asked(near.slow());

        Account owner = owner(near);
        HostExplanation slow =
                tx(tx -> new ExplainHost(db, ready, lately, new HostLoads(batches)).explain(tx, near.slow(), owner));
        WorkUnit last = near.units().get(9);
        UnitExplanation unit =
                tx(tx -> new ExplainUnit(db, batches, ready, lately).explain(tx, world.copyOf(tx, near.batch()), last));

        assertThat(slow.batches()).singleElement().satisfies(batch -> {
            assertThat(batch.results()).isZero();
            assertThat(batch.ready()).isEqualTo(5);
            assertThat(batch.reasons()).extracting(Shortfall::rule).containsExactly("late");
            assertThat(batch.reasons().get(0).detail())
                    .contains("handed out within about 5 minutes", "needs about 1", "gets other work");
        });
        assertThat(unit.mayTake()).isEqualTo(4);
        assertThat(unit.kept()).singleElement().satisfies(kept -> {
            assertThat(kept.rule()).isEqualTo("late");
            assertThat(kept.hosts()).isEqualTo(1);
        });
    }

    private void asked(Host host) {
        long now = test.clock().millis();
        WorkRequest wanted = new WorkRequest(1, 1, 0, 3_600, 1L << 30);
        lately.asked(new Asking(host, wanted, Choice.STANDARD, Map.of(), 1, 0, now + 3_600_000), now);
    }

    private Account owner(NearEnd near) {
        return tx(tx ->
                db.accounts().byId(tx, world.copyOf(tx, near.batch()).owner()).orElseThrow());
    }
}
