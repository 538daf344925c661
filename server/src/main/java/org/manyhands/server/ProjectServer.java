package org.manyhands.server;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.manyhands.db.Database;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.db.file.FileStore;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotSettings;
import org.manyhands.server.account.AccountResource;
import org.manyhands.server.account.Callers;
import org.manyhands.server.account.OpenAccount;
import org.manyhands.server.account.TokenFirst;
import org.manyhands.server.account.Tokens;
import org.manyhands.server.file.FileResource;
import org.manyhands.server.health.HealthResource;
import org.manyhands.server.http.BodyLimit;
import org.manyhands.server.http.HttpServer;
import org.manyhands.server.http.PortTakenException;
import org.manyhands.server.key.ProjectFacts;
import org.manyhands.server.key.ProjectKeys;
import org.manyhands.server.page.PageServlet;
import org.manyhands.server.research.AnswerResource;
import org.manyhands.server.research.ApplicationResource;
import org.manyhands.server.research.BatchResource;
import org.manyhands.server.research.BatchViews;
import org.manyhands.server.research.CreateAppVersion;
import org.manyhands.server.research.CreateBatch;
import org.manyhands.server.research.HostViews;
import org.manyhands.server.research.Instrumentation;
import org.manyhands.server.research.LookResource;
import org.manyhands.server.research.ProjectStatus;
import org.manyhands.server.research.QuoteBatch;
import org.manyhands.server.research.SlotRoom;
import org.manyhands.server.research.SteerBatch;
import org.manyhands.server.research.TrustResource;
import org.manyhands.server.research.UploadResource;
import org.manyhands.server.research.WorkUnitViews;

/** Puts the server together and listens: everything but the process around it and the timed passes. */
public final class ProjectServer implements AutoCloseable {
    private static final long QUOTE_SAMPLE_MILLIS = 30_000;

    private final HttpServer http;
    private final ProjectKeys keys;
    private final AgentCalls agents;

    private ProjectServer(HttpServer http, ProjectKeys keys, AgentCalls agents) {
        this.http = http;
        this.keys = keys;
        this.agents = agents;
    }

    /**
     * Starts it.
     *
     * @param fileStore folder of the file store
     * @param clock for certificates; deadlines and holds go by the database's own
     */
    public static ProjectServer start(
            ProjectDirectory directory,
            ProjectConfig config,
            Database database,
            Path fileStore,
            Clock clock,
            SecureRandom random)
            throws PortTakenException {
        FileStore files = FileStore.open(fileStore);
        ProjectKeys keys = ProjectKeys.open(directory, database, clock, random);
        Tokens tokens = new Tokens(random);
        AdministratorToken.ensure(directory, database, tokens);
        ProjectFacts facts = new ProjectFacts(config.project(), keys);
        OpenAccount openAccount = new OpenAccount(database, config.policy(), tokens);
        SlotRoom slots =
                new SlotRoom(() -> Slot.open(SlotSettings.in(directory.slots().resolve("server"))));
        ProjectStatus status = new ProjectStatus(database, facts);
        AgentCalls agents = AgentCalls.of(database, files, facts, openAccount, config, random);
        HttpServer http = HttpServer.start(
                config.server().address(),
                config.server().port(),
                List.of(
                        agents.resource(),
                        agents.explaining(),
                        new TokenFirst(new Callers(database)),
                        new FileResource(database, files),
                        new HealthResource(database, fileStore, keys),
                        new AccountResource(
                                database,
                                new Callers(database),
                                openAccount,
                                config.policy().quotaBytes()),
                        new UploadResource(database, files, new Callers(database), config.policy()),
                        applications(database, files, keys, slots),
                        batches(database, files, config.policy(), slots),
                        new AnswerResource(database, files, new Callers(database)),
                        new LookResource(
                                database,
                                new Callers(database),
                                new WorkUnitViews(database),
                                new HostViews(database),
                                status),
                        new TrustResource(
                                database, new Callers(database), config.policy().trust())),
                Map.of("/", new PageServlet(new ProjectPages(database, files, status, config.project()), clock)),
                BodyLimit.MESSAGE_BYTES);
        agents.start();
        return new ProjectServer(http, keys, agents);
    }

    private static ApplicationResource applications(
            Database database, FileStore files, ProjectKeys keys, SlotRoom slots) {
        return new ApplicationResource(
                database,
                new Callers(database),
                new CreateAppVersion(database, files, keys, slots, new Instrumentation(files)));
    }

    private static BatchResource batches(
            Database database, FileStore files, ProjectConfig.Policy policy, SlotRoom slots) {
        QuoteBatch quote =
                new QuoteBatch(files, policy.microcreditsPerMillionFuel(), policy.trust(), QUOTE_SAMPLE_MILLIS);
        return new BatchResource(
                database,
                new Callers(database),
                new CreateBatch(database, files, policy, slots, new Instrumentation(files), quote),
                new SteerBatch(database),
                new BatchViews(database),
                new WorkUnitViews(database));
    }

    /** The port that it listens on. */
    public int port() {
        return http.port();
    }

    public ProjectKeys keys() {
        return keys;
    }

    /** Ends after the calls under way. */
    @Override
    public void close() {
        http.close();
        agents.close();
    }
}
