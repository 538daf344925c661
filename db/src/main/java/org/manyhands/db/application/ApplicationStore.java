package org.manyhands.db.application;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.Channel;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.ApplicationId;
import org.manyhands.protocol.json.Json;

/** Applications and their versions. */
public final class ApplicationStore {
    private static final int LONGEST_NAME = 80;
    private static final String WITH_APPLICATION =
            "select v, a from AppVersionEntity v join ApplicationEntity a on a.id = v.applicationId ";

    private final Ids ids;

    public ApplicationStore(Ids ids) {
        this.ids = ids;
    }

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of(ApplicationEntity.class, AppVersionEntity.class);
    }

    /** A fresh id, needed before the envelope can be signed. */
    public AppVersionId nextVersionId() {
        return new AppVersionId(ids.next("app_version"));
    }

    /** Adds a stable version (and the application of that owner and name when it is missing). Refuses NAME_TAKEN when name and version are there. */
    public AppVersionRow create(
            Tx tx,
            AppVersionId id,
            AccountId owner,
            String application,
            String version,
            String sourceSha256,
            String moduleSha256,
            int weightsVersion,
            List<String> arguments,
            List<InputReference> files,
            Signed envelope,
            AppVersionRow.@Nullable Verifier verifier) {
        requireName("application", application);
        requireName("version", version);
        ApplicationEntity parent = application(tx, owner, application);
        if (find(tx, owner, application, version).isPresent()) {
            throw new RefusedException(
                    ErrorCode.NAME_TAKEN,
                    "the application '" + application + "' has a version '" + version
                            + "' already, and versions never change; give another version");
        }
        AppVersionEntity row = new AppVersionEntity();
        row.id = id.value();
        row.applicationId = parent.id;
        row.version = version;
        row.sourceSha256 = sourceSha256;
        row.moduleSha256 = moduleSha256;
        row.weightsVersion = weightsVersion;
        row.arguments = Json.write(arguments);
        row.files = Json.write(files);
        row.envelope = Json.write(envelope);
        row.channel = Channel.STABLE.name();
        row.createdAt = tx.nowMillis();
        if (verifier != null) {
            row.verifierSourceSha256 = verifier.sourceSha256();
            row.verifierSha256 = verifier.moduleSha256();
        }
        tx.session().insert(row);
        return toRow(row, parent);
    }

    /** Puts a version into a channel, whichever it was in. */
    public void move(Tx tx, AppVersionId id, Channel channel) {
        tx.session()
                .createMutationQuery("update AppVersionEntity v set v.channel = :channel where v.id = :id")
                .setParameter("channel", channel.name())
                .setParameter("id", id.value())
                .executeUpdate();
    }

    /** For people. */
    public Optional<String> name(Tx tx, ApplicationId id) {
        return byId(tx, id).map(ApplicationRow::name);
    }

    public Optional<ApplicationRow> byId(Tx tx, ApplicationId id) {
        return tx.session()
                .createSelectionQuery("from ApplicationEntity a where a.id = :id", ApplicationEntity.class)
                .setParameter("id", id.value())
                .uniqueResultOptional()
                .map(row -> new ApplicationRow(id, new AccountId(row.ownerId), row.name));
    }

    public Optional<AppVersionRow> version(Tx tx, AppVersionId id) {
        return select(tx, WITH_APPLICATION + "where v.id = :id")
                .setParameter("id", id.value())
                .uniqueResultOptional()
                .map(ApplicationStore::toRow);
    }

    public Optional<AppVersionRow> find(Tx tx, AccountId owner, String application, String version) {
        return select(tx, WITH_APPLICATION + "where a.ownerId = :owner and a.name = :name and v.version = :version")
                .setParameter("owner", owner.value())
                .setParameter("name", application)
                .setParameter("version", version)
                .uniqueResultOptional()
                .map(ApplicationStore::toRow);
    }

    /** Newest first; of all owners when {@code owner} is null. */
    public List<AppVersionRow> list(Tx tx, @Nullable AccountId owner, int limit) {
        SelectionQuery<Object[]> query = owner == null
                ? select(tx, WITH_APPLICATION + "order by v.id desc")
                : select(tx, WITH_APPLICATION + "where a.ownerId = :owner order by v.id desc")
                        .setParameter("owner", owner.value());
        return query.setMaxResults(limit).getResultList().stream()
                .map(ApplicationStore::toRow)
                .toList();
    }

    private ApplicationEntity application(Tx tx, AccountId owner, String name) {
        Optional<ApplicationEntity> present = tx.session()
                .createSelectionQuery(
                        "from ApplicationEntity a where a.ownerId = :owner and a.name = :name", ApplicationEntity.class)
                .setParameter("owner", owner.value())
                .setParameter("name", name)
                .uniqueResultOptional();
        if (present.isPresent()) {
            return present.get();
        }
        ApplicationEntity row = new ApplicationEntity();
        row.id = ids.next("application");
        row.ownerId = owner.value();
        row.name = name;
        row.createdAt = tx.nowMillis();
        tx.session().insert(row);
        return row;
    }

    private static SelectionQuery<Object[]> select(Tx tx, String query) {
        return tx.session().createSelectionQuery(query, Object[].class);
    }

    private static AppVersionRow toRow(Object[] row) {
        return toRow((AppVersionEntity) row[0], (ApplicationEntity) row[1]);
    }

    private static AppVersionRow toRow(AppVersionEntity version, ApplicationEntity application) {
        return new AppVersionRow(
                new AppVersionId(version.id),
                new ApplicationId(application.id),
                new AccountId(application.ownerId),
                application.name,
                version.version,
                version.sourceSha256,
                version.moduleSha256,
                version.weightsVersion,
                List.of(Json.readOwn(version.arguments, String[].class)),
                List.of(Json.readOwn(version.files, InputReference[].class)),
                Json.readOwn(version.envelope, Signed.class),
                Channel.valueOf(version.channel),
                version.createdAt,
                version.verifierSha256 == null
                        ? null
                        : new AppVersionRow.Verifier(
                                Objects.requireNonNull(version.verifierSourceSha256), version.verifierSha256));
    }

    private static void requireName(String what, String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new RefusedException(
                    ErrorCode.MALFORMED_REQUEST,
                    "the " + what + " of an application has 1 to " + LONGEST_NAME + " characters; found "
                            + name.length());
        }
    }
}
