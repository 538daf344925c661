package org.manyhands.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.host.Host;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.trust.HostTrust;
import org.manyhands.db.trust.Standing;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.id.ApplicationId;

/** Whoever was found wrong gets no more work of that application, from a second after the validator said so. */
class ExcludedRuleTest extends DatabaseContract {
    private final FactsKeeper facts = new FactsKeeper(db);
    private final ReadyWork ready = new ReadyWork(List.of(new ExcludedRule(facts::now)), facts::now);
    private final BlockKeeper keeper = new BlockKeeper(db, ready, new KnownBatches(db), "one");

    ExcludedRuleTest(TestDatabase test) {
        super(test);
    }

    @Test
    void an_excluded_host_gets_nothing_of_that_application_and_is_told_why() {
        Host liar = world.host(world.account());
        Host honest = world.host(world.account());
        ApplicationId application = application(world.cutBatch(2).get(0));
        exclude(liar, application);
        keeper.refill();
        facts.refresh(List.of());

        Chosen none = pick(liar);

        assertThat(none.picks()).isEmpty();
        assertThat(none.shortfalls()).singleElement().satisfies(why -> {
            assertThat(why.rule()).isEqualTo("excluded");
            assertThat(why.detail()).contains("4 results", "host " + liar.id() + " is excluded", "app ");
        });
        assertThat(pick(honest).picks()).hasSize(2);
    }

    @Test
    void work_of_other_applications_still_goes_to_it() {
        Host liar = world.host(world.account());
        exclude(liar, application(world.cutBatch(2).get(0)));
        WorkUnit other = world.cutBatch(1).get(0);
        keeper.refill();
        facts.refresh(List.of());

        assertThat(pick(liar).picks())
                .singleElement()
                .satisfies(pick -> assertThat(pick.unit().id()).isEqualTo(other.id()));
    }

    @Test
    void what_changed_since_is_seen_when_the_facts_are_read_again() {
        Host liar = world.host(world.account());
        ApplicationId application = application(world.cutBatch(1).get(0));
        keeper.refill();
        facts.refresh(List.of());
        exclude(liar, application);
        assertThat(facts.now().excludes(liar.id(), application)).isFalse();

        facts.refresh(List.of());

        assertThat(facts.now().excludes(liar.id(), application)).isTrue();
        assertThat(facts.now()).isEqualTo(new Facts(Map.of(application, java.util.Set.of(liar.id())), Map.of()));
    }

    private ApplicationId application(WorkUnit unit) {
        Batch batch = world.batch(unit.batchId());
        return tx(tx -> db.applications().version(tx, batch.appVersionId()).orElseThrow())
                .applicationId();
    }

    private void exclude(Host host, ApplicationId application) {
        HostTrust trust = new HostTrust(host.id(), application, new Standing(3, 0, 2, true), 0, 0);
        db.runInTransaction(tx -> db.trust().save(tx, List.of(trust), List.of()));
    }

    private Chosen pick(Host host) {
        long now = test.clock().millis();
        return ready.pick(
                new Asking(
                        host,
                        Ready.asking(host.accountId(), 10, 0).wanted(),
                        Choice.STANDARD,
                        Map.of(),
                        10,
                        0,
                        now + 3_600_000),
                batch -> true,
                now);
    }
}
