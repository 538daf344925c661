package org.manyhands.server.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.manyhands.db.Database;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.host.Host;
import org.manyhands.db.result.Origin;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.agent.Holding;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.SyncRequest;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.server.dispatch.BlockKeeper;
import org.manyhands.server.dispatch.BlockThread;
import org.manyhands.server.dispatch.BufferRule;
import org.manyhands.server.dispatch.FactsKeeper;
import org.manyhands.server.dispatch.HostLoads;
import org.manyhands.server.dispatch.KnownBatches;
import org.manyhands.server.dispatch.LateRule;
import org.manyhands.server.dispatch.LatelySeen;
import org.manyhands.server.dispatch.MemoryRule;
import org.manyhands.server.dispatch.ReadyWork;
import org.manyhands.server.dispatch.TailRule;
import org.manyhands.server.key.ProjectKeys;
import org.manyhands.server.testing.TestAgent;

/** What one server process has of its own, without threads and HTTP; several may share a database. */
final class OneServer {
    /** Slots of hosts that call. */
    static final int SLOTS = 2;

    final ReadyWork ready;
    final BlockKeeper keeper;
    final SyncGroup group;
    final FactsKeeper facts;

    OneServer(Database database, ProjectKeys keys, Path folder, String name) {
        this(database, keys, folder, name, new Random(1));
    }

    OneServer(Database database, ProjectKeys keys, Path folder, String name, RandomGenerator random) {
        facts = new FactsKeeper(database);
        TailRule tail = new TailRule();
        ready = new ReadyWork(
                List.of(
                        new MemoryRule(),
                        tail,
                        new LateRule(facts.endings(), tail::knows),
                        new BufferRule(facts.endings())),
                facts::now);
        KnownBatches batches = new KnownBatches(database);
        keeper = new BlockKeeper(database, ready, batches, name);
        group = new SyncGroup(
                database,
                keys,
                ready,
                keeper,
                new BlockThread(keeper, ready, facts),
                new ReceiveReports(database, FileStore.open(folder.resolve("files")), batches),
                new LearnOfHosts(database),
                new TrackHoldings(database),
                new DispatchWork(database, keys, ready, new LatelySeen(), new HostLoads(batches), Duration.ofHours(1)),
                new AssignmentWriter(batches, keys),
                new NextCall(database, random));
    }

    /** The answer to one call. */
    SyncAnswer.Decided call(SyncCall call) {
        return (SyncAnswer.Decided) answer(group.carryOut(List.of(call)).get(0));
    }

    static SyncAnswer answer(SyncOutcome outcome) {
        return ((SyncOutcome.Answered) outcome).answer();
    }

    static List<Assignment> assignments(SyncOutcome outcome) {
        return ((SyncAnswer.Decided) answer(outcome)).assignments();
    }

    /** A call that reports nothing, holds nothing and asks for so many results. */
    static SyncCall ask(Host host, long sequence, int results) {
        return call(host.id(), host.accountId(), sequence, List.of(), List.of(), results);
    }

    /** A call of a host that has something. */
    static SyncCall call(Host host, long sequence, List<ResultReport> finished, List<Holding> holding, int results) {
        return call(host.id(), host.accountId(), sequence, finished, holding, results);
    }

    static SyncCall call(
            HostId host,
            AccountId account,
            long sequence,
            List<ResultReport> finished,
            List<Holding> holding,
            int results) {
        return new SyncCall(
                host,
                account,
                sequence,
                "ab".repeat(32),
                new SyncRequest(
                        Protocol.VERSION,
                        "1",
                        TestAgent.FACTS,
                        finished,
                        holding,
                        new WorkRequest(results, SLOTS, 0, 24 * 3_600, 1L << 30)),
                TestAgent.FACTS,
                "1",
                Origin.ANYWHERE);
    }
}
