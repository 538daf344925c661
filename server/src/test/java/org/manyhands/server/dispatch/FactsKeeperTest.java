package org.manyhands.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.dispatch.BatchTerms;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.protocol.agent.Channel;
import org.manyhands.protocol.id.BatchId;

/** What may change of a batch while its results wait is read again and again. */
class FactsKeeperTest extends DatabaseContract {
    private final FactsKeeper facts = new FactsKeeper(db);

    FactsKeeperTest(TestDatabase test) {
        super(test);
    }

    @Test
    void terms_of_batches_are_as_they_are_now() {
        Batch batch = world.batch(world.cutBatch(3).get(0).batchId());
        Batch draft = world.draft(world.account(), 2);
        long funded = 3 * World.SET_ASIDE;
        facts.refresh(List.of(batch.id(), draft.id(), new BatchId(987_654)));
        assertThat(facts.now().terms())
                .hasSize(2)
                .containsEntry(batch.id(), new BatchTerms(Channel.STABLE, 0, funded))
                .containsEntry(draft.id(), new BatchTerms(Channel.STABLE, 0, 0));

        db.runInTransaction(tx -> {
            db.batches().prioritize(tx, batch.id(), 7);
            db.applications().move(tx, batch.appVersionId(), Channel.ALPHA);
        });
        facts.refresh(List.of(batch.id()));

        assertThat(facts.now().terms(tx(tx -> new KnownBatches(db).offer(tx, batch.id()))))
                .isEqualTo(new BatchTerms(Channel.ALPHA, 7, funded));
    }
}
