package org.manyhands.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.host.Host;
import org.manyhands.db.host.HostStore;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.StatusView;
import org.manyhands.server.page.PageSource;
import org.manyhands.server.research.BatchViews;
import org.manyhands.server.research.HostViews;
import org.manyhands.server.research.ProjectStatus;
import org.manyhands.server.research.WorkUnitViews;

/** What the pages for people are made of: the same views that the REST API answers. */
final class ProjectPages implements PageSource {
    private static final int MOST_BATCHES = 50;
    private static final int MOST_HOSTS = 200;
    private static final int MOST_STATES = 100_000;
    private static final int MOST_FAILED = 5;

    private final Database database;
    private final FileStore files;
    private final ProjectStatus status;
    private final String project;
    private final BatchViews batchViews;
    private final HostViews hostViews;
    private final WorkUnitViews workUnitViews;

    ProjectPages(Database database, FileStore files, ProjectStatus status, String project) {
        this.database = database;
        this.files = files;
        this.status = status;
        this.project = project;
        this.batchViews = new BatchViews(database);
        this.hostViews = new HostViews(database);
        this.workUnitViews = new WorkUnitViews(database);
    }

    @Override
    public Snapshot snapshot() {
        StatusView glance = status.now();
        return database.inTransaction(tx -> new Snapshot(
                glance,
                database.batches().list(tx, null, MOST_BATCHES).stream()
                        .map(batch -> batchViews.view(tx, batch))
                        .toList(),
                database.hosts().list(tx, HostStore.NEWEST, MOST_HOSTS).stream()
                        .sorted(Comparator.comparing(Host::lastContactMillis).reversed())
                        .map(host -> hostViews.listed(tx, host))
                        .toList()));
    }

    @Override
    public Optional<BatchDetail> batch(BatchId id) {
        return database.inTransaction(tx -> database.batches().byId(tx, id).map(batch -> detail(tx, batch)));
    }

    private BatchDetail detail(Tx tx, Batch batch) {
        return new BatchDetail(
                project,
                tx.nowMillis(),
                batchViews.view(tx, batch),
                database.workUnits().statesOfBatch(tx, batch.id(), MOST_STATES).stream()
                        .map(Enum::name)
                        .toList(),
                workUnitViews.views(
                        tx, batch, database.workUnits().ofBatch(tx, batch.id(), WorkUnitState.FAILED, 0, MOST_FAILED)));
    }

    @Override
    public Optional<Path> file(String sha256) {
        return Digests.isSha256(sha256)
                ? Optional.of(files.path(sha256)).filter(Files::isRegularFile)
                : Optional.empty();
    }
}
