package org.manyhands.researcher;

import java.util.List;
import java.util.Map;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.research.AccountView;
import org.manyhands.protocol.research.AppVersionView;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.BatchView.Answer;
import org.manyhands.protocol.research.BatchView.Credit;
import org.manyhands.protocol.research.BatchView.Estimate;
import org.manyhands.protocol.research.Quote;
import org.manyhands.protocol.research.WorkUnitView;
import org.manyhands.protocol.research.WorkUnitView.ResultView;

/** What a project may answer, for tests. */
final class Views {
    static final long CREDIT = 1_000_000;
    static final long START = 1_700_000_000_000L;

    private Views() {}

    static AccountView account(String name, long credits, String token) {
        return new AccountView(new AccountId(7), name, false, credits * CREDIT, 1024, 1 << 20, token);
    }

    static AppVersionView version(String application, String version) {
        return new AppVersionView(
                new AppVersionId(31),
                application,
                version,
                "ada",
                "a".repeat(64),
                "b".repeat(64),
                1,
                List.of(),
                List.of(),
                null,
                "stable");
    }

    static BatchView quoted(long maximumCredits) {
        return quoted(maximumCredits, "");
    }

    static BatchView quoted(long maximumCredits, String reason) {
        Quote quote =
                new Quote(10, 3, 2_000_000, 3_000_000, 1, 30_000_000, 2, 4 * CREDIT, maximumCredits * CREDIT, 2, 0);
        return batch("QUOTED", reason, Map.of("UNCREATED", 10L), Map.of(), quote, null, null);
    }

    static BatchView batch(String state, String reason, Map<String, Long> units) {
        return batch(state, reason, units, Map.of(), null, null, null);
    }

    static BatchView running(long validated) {
        Estimate estimate = new Estimate(START + 60_000, START + 30_000, START + 120_000, "12 work units so far");
        return batch(
                "RUNNING",
                "",
                Map.of("OPEN", 10 - validated, "VALIDATED", validated),
                Map.of("IN_PROGRESS", 2L, "VALID", 2 * validated),
                null,
                estimate,
                null);
    }

    static BatchView complete(Answer answer) {
        return batch("COMPLETE", "", Map.of("ASSIMILATED", 10L), Map.of("VALID", 20L), null, null, answer);
    }

    static BatchView batch(
            String state,
            String reason,
            Map<String, Long> units,
            Map<String, Long> results,
            Quote quote,
            Estimate estimate,
            Answer answer) {
        return new BatchView(
                new BatchId(1001),
                "primes",
                "ada",
                "hello",
                "1",
                state,
                reason,
                false,
                2,
                false,
                10,
                units,
                results,
                START - 60_000,
                START - 42_000,
                0,
                quote,
                new Credit(6 * CREDIT, 0, CREDIT / 2, CREDIT, 0),
                estimate,
                answer);
    }

    static WorkUnitView unit(
            String state, String reason, String module, List<String> arguments, List<InputReference> in) {
        return unit(1, 1_000, state, reason, module, arguments, in);
    }

    /** @param files most that it may leave */
    static WorkUnitView unit(
            int pieces,
            int files,
            String state,
            String reason,
            String module,
            List<String> arguments,
            List<InputReference> in) {
        return new WorkUnitView(
                new WorkUnitId(555),
                new BatchId(1001),
                3,
                pieces,
                0,
                state,
                reason,
                module,
                arguments,
                in,
                42,
                new UnitLimits(2_000_000_000, 16 << 20, 65_536, files),
                state.equals("VALIDATED") ? "d".repeat(64) : "",
                1234567,
                "",
                "warming up\nhello: cannot \u001b[31mread\n",
                List.of(new ResultView(
                        new ResultId(9),
                        "VALID",
                        new HostId(4),
                        "attic",
                        "finished with exit code 0",
                        1234567,
                        "d".repeat(64),
                        START,
                        START,
                        CREDIT / 4,
                        0)));
    }
}
