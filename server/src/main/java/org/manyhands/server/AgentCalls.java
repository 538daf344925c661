package org.manyhands.server;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.manyhands.db.Database;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.db.file.FileStore;
import org.manyhands.server.account.Callers;
import org.manyhands.server.account.OpenAccount;
import org.manyhands.server.agent.AgentResource;
import org.manyhands.server.agent.AssignmentWriter;
import org.manyhands.server.agent.AttachHost;
import org.manyhands.server.agent.Committers;
import org.manyhands.server.agent.DispatchWork;
import org.manyhands.server.agent.Gate;
import org.manyhands.server.agent.HostKeys;
import org.manyhands.server.agent.LearnOfHosts;
import org.manyhands.server.agent.NextCall;
import org.manyhands.server.agent.Origins;
import org.manyhands.server.agent.ReceiveOutput;
import org.manyhands.server.agent.ReceiveReports;
import org.manyhands.server.agent.SyncGroup;
import org.manyhands.server.agent.SyncHost;
import org.manyhands.server.agent.TrackHoldings;
import org.manyhands.server.dispatch.BlockKeeper;
import org.manyhands.server.dispatch.BlockThread;
import org.manyhands.server.dispatch.BufferRule;
import org.manyhands.server.dispatch.ChannelRule;
import org.manyhands.server.dispatch.ChoiceRule;
import org.manyhands.server.dispatch.ExcludedRule;
import org.manyhands.server.dispatch.FactsKeeper;
import org.manyhands.server.dispatch.HostLoads;
import org.manyhands.server.dispatch.KeptApart;
import org.manyhands.server.dispatch.KnownBatches;
import org.manyhands.server.dispatch.LateRule;
import org.manyhands.server.dispatch.LatelySeen;
import org.manyhands.server.dispatch.MemoryRule;
import org.manyhands.server.dispatch.QuotaRule;
import org.manyhands.server.dispatch.ReadyWork;
import org.manyhands.server.dispatch.SizeRule;
import org.manyhands.server.dispatch.TailRule;
import org.manyhands.server.dispatch.TargetRule;
import org.manyhands.server.key.ProjectFacts;
import org.manyhands.server.research.ExplainHost;
import org.manyhands.server.research.ExplainResource;
import org.manyhands.server.research.ExplainUnit;

/** What stands behind the agents' calls: the ready work, the threads that fill it, and those that carry calls out. */
final class AgentCalls implements AutoCloseable {
    /** Half of the connections to the database. */
    private static final int ATTACHING = 4;

    private static final int ATTACHES_WAITING = 64;

    private final AgentResource resource;
    private final ExplainResource explaining;
    private final BlockThread blocks;
    private final Committers committers;

    private AgentCalls(AgentResource resource, ExplainResource explaining, BlockThread blocks, Committers committers) {
        this.resource = resource;
        this.explaining = explaining;
        this.blocks = blocks;
        this.committers = committers;
    }

    static AgentCalls of(
            Database database,
            FileStore files,
            ProjectFacts facts,
            OpenAccount openAccount,
            ProjectConfig config,
            SecureRandom random) {
        ProjectConfig.Policy policy = config.policy();
        byte[] name = new byte[12];
        random.nextBytes(name);
        FactsKeeper known = new FactsKeeper(database);
        TailRule tail = new TailRule();
        ReadyWork ready = new ReadyWork(
                List.of(
                        new TargetRule(),
                        new ChoiceRule(),
                        new ChannelRule(known::now),
                        new MemoryRule(),
                        new ExcludedRule(known::now),
                        new QuotaRule(),
                        new SizeRule(policy.deadline()),
                        tail,
                        new LateRule(known.endings(), tail::knows),
                        new BufferRule(known.endings())),
                known::now,
                new KeptApart(policy.separation().separation()));
        KnownBatches batches = new KnownBatches(database);
        LatelySeen lately = new LatelySeen();
        HostLoads loads = new HostLoads(batches);
        BlockKeeper keeper =
                new BlockKeeper(database, ready, batches, HexFormat.of().formatHex(name));
        BlockThread blocks = new BlockThread(keeper, ready, known);
        Committers committers = new Committers(new SyncGroup(
                database,
                facts.keys(),
                ready,
                keeper,
                blocks,
                new ReceiveReports(database, files, batches),
                new LearnOfHosts(database),
                new TrackHoldings(database),
                new DispatchWork(database, facts.keys(), ready, lately, loads, policy.deadline()),
                new AssignmentWriter(batches, facts.keys()),
                new NextCall(database, random)));
        HostKeys hostKeys = new HostKeys(database);
        Origins origins =
                new Origins(database, policy.separation(), config.server().trustedProxies(), random);
        return new AgentCalls(
                new AgentResource(
                        facts,
                        new AttachHost(database, facts, openAccount),
                        new SyncHost(facts.keys(), hostKeys, origins, committers),
                        new ReceiveOutput(database, files, facts),
                        origins,
                        new Gate(ATTACHING, ATTACHES_WAITING)),
                new ExplainResource(
                        database,
                        new Callers(database),
                        new ExplainHost(database, ready, lately, loads),
                        new ExplainUnit(database, batches, ready, lately)),
                blocks,
                committers);
    }

    /** Tells people how matching went, from the same memory. */
    ExplainResource explaining() {
        return explaining;
    }

    AgentResource resource() {
        return resource;
    }

    void start() {
        blocks.start();
        committers.start();
    }

    /** Ends after the calls that wait; gives the blocks back. */
    @Override
    public void close() {
        committers.close();
        blocks.close();
    }
}
