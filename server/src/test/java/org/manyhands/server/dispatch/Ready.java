package org.manyhands.server.dispatch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.batch.CopyLimits;
import org.manyhands.db.dispatch.BatchTerms;
import org.manyhands.db.host.Host;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.schedule.Presence;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.agent.Channel;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.ApplicationId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.Quote;

/** Ready work without a database. The results of work unit n are 10n, 10n + 1 and so on. */
final class Ready {
    private Ready() {}

    static Batch batch(long id) {
        return batch(id, 1 << 20);
    }

    static Batch batch(long id, long memoryBytes) {
        return batch(id, memoryBytes, new AccountId(99), new AppVersionId(1));
    }

    static Batch batch(long id, long memoryBytes, AccountId owner, AppVersionId version) {
        return batch(id, new UnitLimits(1_000, memoryBytes, 1_000, 1), owner, version);
    }

    /** A batch of work units that may need so much. */
    static Batch limited(long id, UnitLimits limits) {
        return batch(id, limits, new AccountId(99), new AppVersionId(1));
    }

    private static Batch batch(long id, UnitLimits limits, AccountId owner, AppVersionId version) {
        BatchSpec spec = BatchSpec.of(
                        "batch", new AppVersionId(1), BatchSpec.Cut.of(new BatchSpec.Range(0, 1, 1)), List.of())
                .with(it -> it.quorum(1).fuelLimit(1_000).canaries(0).visibleToAll(true));
        return new Batch(
                new BatchId(id),
                owner,
                version,
                "batch",
                spec,
                BatchState.RUNNING,
                "",
                1,
                1,
                new CopyLimits(1, 5, 10, 5),
                1,
                null,
                limits,
                true,
                "",
                0,
                0,
                0,
                0);
    }

    /** A batch whose work units are known to need so much fuel. */
    static Batch quoted(long id, long fuel) {
        return quoted(batch(id), new Quote(1, 1, fuel, fuel, 1, 10 * fuel, 1, 1, 1, 1, 0));
    }

    static Batch quoted(Batch batch, Quote quote) {
        return new Batch(
                batch.id(),
                batch.owner(),
                batch.appVersionId(),
                batch.name(),
                batch.spec(),
                batch.state(),
                batch.reason(),
                batch.totalUnits(),
                batch.cursor(),
                batch.copies(),
                batch.microcreditsPerMillionFuel(),
                quote,
                batch.limits(),
                batch.visibleToAll(),
                batch.headline(),
                batch.version(),
                batch.createdMillis(),
                batch.fundedMillis(),
                batch.completedMillis());
    }

    /** The same in sizes, so much fuel a piece. */
    static Batch sized(long id, long fuel) {
        Batch batch = quoted(id, fuel);
        return new Batch(
                batch.id(),
                batch.owner(),
                batch.appVersionId(),
                batch.name(),
                batch.spec().with(it -> it.sizes(true)),
                batch.state(),
                batch.reason(),
                batch.totalUnits(),
                batch.cursor(),
                batch.copies(),
                batch.microcreditsPerMillionFuel(),
                batch.quote(),
                batch.limits(),
                batch.visibleToAll(),
                batch.headline(),
                batch.version(),
                batch.createdMillis(),
                batch.fundedMillis(),
                batch.completedMillis());
    }

    /** One work unit of so many pieces with one copy. */
    static List<ReadyBlock.Unit> large(long batch, long id, int pieces) {
        return List.of(new ReadyBlock.Unit(unit(batch, id, pieces), List.of(result(batch, id, 0)), Map.of()));
    }

    static ReadyBlock block(long id, Batch batch, int priority, List<ReadyBlock.Unit> units) {
        return new ReadyBlock(id, offer(batch), priority, units);
    }

    /** Application 5, "primes", of researcher "rita". */
    static Offer offer(Batch batch) {
        return new Offer(
                batch, new ApplicationId(5), "primes", "2", "rita", new BatchTerms(Channel.STABLE, 0, 1_000), Set.of());
    }

    /** Work units with identifiers from {@code first}. */
    static List<ReadyBlock.Unit> units(long batch, long first, int number, int copies) {
        return units(batch, first, number, copies, Map.of());
    }

    static List<ReadyBlock.Unit> units(long batch, long first, int number, int copies, Map<AccountId, Claim> claims) {
        return LongStream.range(first, first + number)
                .mapToObj(id -> new ReadyBlock.Unit(
                        unit(batch, id),
                        IntStream.range(0, copies)
                                .mapToObj(copy -> result(batch, id, copy))
                                .toList(),
                        claims))
                .toList();
    }

    static Asking asking(AccountId account, int most, long deadlineMillis) {
        return new Asking(
                host(account),
                new WorkRequest(most, 1, 0, 60, 1L << 30),
                Choice.STANDARD,
                Map.of(),
                most,
                0,
                deadlineMillis);
    }

    static Host host(AccountId account) {
        return new Host(
                new HostId(account.value()),
                account,
                "host",
                "00".repeat(32),
                new HostFacts("Linux", "amd64", 2, 1L << 30, "17"),
                "1",
                0,
                0,
                0,
                Presence.UNKNOWN);
    }

    private static WorkUnit unit(long batch, long id) {
        return unit(batch, id, 1);
    }

    private static WorkUnit unit(long batch, long id, int pieces) {
        return new WorkUnit(
                new WorkUnitId(id),
                new BatchId(batch),
                id,
                pieces,
                0,
                0,
                WorkUnitState.OPEN,
                "",
                0,
                id,
                List.of(),
                List.of(),
                0,
                null,
                0,
                0);
    }

    private static Result result(long batch, long unit, int copy) {
        return new Result(
                new ResultId(10 * unit + copy),
                new WorkUnitId(unit),
                new BatchId(batch),
                copy,
                1,
                ResultState.UNSENT,
                false,
                false,
                null,
                null,
                0,
                0,
                0,
                0,
                null,
                0,
                "",
                "",
                0);
    }
}
