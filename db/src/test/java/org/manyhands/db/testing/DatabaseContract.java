package org.manyhands.db.testing;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.manyhands.db.Database;
import org.manyhands.db.transaction.Tx;

/** What test classes on every database have in common. */
@OnEveryDatabase
public abstract class DatabaseContract {
    protected final TestDatabase test;
    protected final Database db;
    protected final World world;

    protected DatabaseContract(TestDatabase test) {
        JournalInvariants.watch(test);
        this.test = test;
        this.db = test.database();
        this.world = new World(db);
    }

    /** What a yes-or-no question answers, in one transaction. */
    protected boolean holds(Predicate<Tx> question) {
        return db.inTransaction(question::test);
    }

    /** What is found or not, in one transaction. */
    protected <T> Optional<T> find(Function<Tx, Optional<T>> question) {
        return db.inTransaction(question::apply);
    }

    /** A list, read in one transaction. */
    protected <T> List<T> list(Function<Tx, List<T>> question) {
        return db.inTransaction(question::apply);
    }

    /** A number, read in one transaction. */
    protected long number(ToLongFunction<Tx> question) {
        return db.inTransaction(question::applyAsLong);
    }

    /** One transaction. */
    protected <T> T tx(Function<Tx, T> work) {
        return db.inTransaction(work::apply);
    }
}
