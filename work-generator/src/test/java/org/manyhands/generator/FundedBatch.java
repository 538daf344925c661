package org.manyhands.generator;

import java.util.List;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.testing.World;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.Quote;

/** Batches as they are when the server has funded them. */
final class FundedBatch {
    private FundedBatch() {}

    /** Counts from 0, one number to a work unit. */
    static Batch ofRange(Database db, World world, long units, int canaries) {
        return of(db, world, BatchSpec.Cut.of(new BatchSpec.Range(0, units, 1)), units, canaries);
    }

    /** The same in sizes. */
    static Batch inSizes(Database db, World world, long pieces, int canaries) {
        return of(db, world, BatchSpec.Cut.of(new BatchSpec.Range(0, pieces, 1)), pieces, canaries, true);
    }

    /** The same, however it is cut. */
    static Batch inSizes(Database db, World world, BatchSpec.Cut cut, long pieces) {
        return of(db, world, cut, pieces, 0, true);
    }

    static Batch of(Database db, World world, BatchSpec.Cut cut, long units, int canaries) {
        return of(db, world, cut, units, canaries, false);
    }

    private static Batch of(Database db, World world, BatchSpec.Cut cut, long units, int canaries, boolean sizes) {
        long most = units * World.SET_ASIDE;
        Account owner = world.richAccount(most);
        BatchSpec spec = BatchSpec.of("a batch", world.appVersion(owner).id(), cut, List.of())
                .with(it -> it.arguments(List.of("{from}", "{to}"))
                        .quorum(2)
                        .fuelLimit(World.FUEL)
                        .canaries(canaries)
                        .sizes(sizes)
                        .visibleToAll(true));
        return db.inTransaction(tx -> {
            Batch draft = db.batches().create(tx, owner.id(), spec, units, World.LIMITS, World.PRICE);
            Quote quote = new Quote(units, 1, World.FUEL, World.FUEL, 1, World.FUEL, 2, most, most, 2, 0);
            Batch quoted = db.batches()
                    .apply(tx, draft, new BatchEvent.Quoted(quote, new UnitLimits(World.FUEL, 1 << 20, 1 << 10, 16)));
            LedgerAccount from = LedgerAccount.researcher(owner.id());
            LedgerAccount to = LedgerAccount.escrow(draft.id());
            db.ledger().post(tx, from, to, most, "fund", "fund:" + draft.id(), draft.id());
            return db.batches().apply(tx, quoted, new BatchEvent.Funded());
        });
    }
}
