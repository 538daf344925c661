package org.manyhands.db.application;

import java.util.List;
import java.util.Optional;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;

/** Applications and their versions. */
public final class ApplicationStore {
    public ApplicationStore(Ids ids) {}

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of();
    }

    /** A fresh id, needed before the envelope can be signed. */
    public AppVersionId nextVersionId() {
        throw new UnsupportedOperationException("being built");
    }
    /** Adds a version (and the application of that owner and name when it is missing). Refuses NAME_TAKEN when name and version are there. */
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
            Signed envelope) {
        throw new UnsupportedOperationException("being built");
    }

    public Optional<AppVersionRow> version(Tx tx, AppVersionId id) {
        throw new UnsupportedOperationException("being built");
    }

    public Optional<AppVersionRow> find(Tx tx, AccountId owner, String application, String version) {
        throw new UnsupportedOperationException("being built");
    }

    public List<AppVersionRow> list(Tx tx, int limit) {
        throw new UnsupportedOperationException("being built");
    }
}
