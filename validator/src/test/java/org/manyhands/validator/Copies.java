package org.manyhands.validator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

/** Copies of one work unit, told one after the other. Host and account of a copy are its number unless they are given. */
final class Copies {
    static final WorkUnitId UNIT = new WorkUnitId(7);
    static final BatchId BATCH = new BatchId(3);

    private final List<Result> all = new ArrayList<>();

    Copies returned(String digest) {
        return returned(digest, all.size(), all.size());
    }

    Copies returned(String digest, long host, long account) {
        return add(
                ResultState.RETURNED, new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, ""), digest, host, account, "");
    }

    Copies valid(String digest) {
        return add(
                ResultState.VALID,
                new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, ""),
                digest,
                all.size(),
                all.size(),
                "");
    }

    Copies failing(String digest, OutcomeReport outcome) {
        return add(ResultState.RETURNED, outcome, digest, all.size(), all.size(), "");
    }

    Copies errored(String reason) {
        return add(ResultState.ERRORED, null, "", all.size(), all.size(), reason);
    }

    Copies timedOut() {
        return add(ResultState.TIMED_OUT, null, "", all.size(), all.size(), "");
    }

    Copies underWay() {
        return add(ResultState.IN_PROGRESS, null, "", all.size(), all.size(), "");
    }

    Copies unsent() {
        return add(ResultState.UNSENT, null, "", all.size(), all.size(), "");
    }

    List<Result> all() {
        return List.copyOf(all);
    }

    Result copy(int number) {
        return all.get(number);
    }

    private Copies add(
            ResultState state, @Nullable OutcomeReport outcome, String digest, long host, long account, String reason) {
        int copy = all.size();
        boolean sent = state != ResultState.UNSENT;
        all.add(new Result(
                new ResultId(100 + copy),
                UNIT,
                BATCH,
                copy,
                1,
                state,
                false,
                false,
                sent ? new HostId(1000 + host) : null,
                sent ? new AccountId(2000 + account) : null,
                sent ? 1 : 0,
                sent ? 2 : 0,
                0,
                outcome == null ? 0 : 3,
                outcome,
                outcome == null ? 0 : 500,
                digest,
                reason,
                0));
        return this;
    }
}
