package org.manyhands.server.pass;

import java.util.List;
import org.manyhands.db.Database;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;

/** Results whose deadline passed: IN_PROGRESS to TIMED_OUT, and nothing else. What follows is the validator's. */
public final class ExpirePass implements Pass {
    private static final int BLOCK = 200;
    private final Database database;

    public ExpirePass(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "expire";
    }

    @Override
    public int run() {
        int expired = 0;
        for (int looked = BLOCK; looked == BLOCK; ) {
            List<Result> overdue =
                    database.inTransaction(tx -> database.results().overdue(tx, BLOCK));
            looked = overdue.size();
            if (looked > 0) {
                expired += database.inTransaction(tx -> (int) overdue.stream()
                        .filter(result -> database.results()
                                .apply(tx, result, new ResultEvent.Expired())
                                .isPresent())
                        .count());
            }
        }
        return expired;
    }
}
