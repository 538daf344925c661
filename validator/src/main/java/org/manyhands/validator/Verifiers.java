package org.manyhands.validator;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.manyhands.db.Database;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.AppVersionId;

/** Which applications have a verifier. Versions never change, so each is read once. Thread-safe. */
final class Verifiers {
    private static final int MOST_KNOWN = 10_000;

    private final Map<AppVersionId, Optional<String>> known = new ConcurrentHashMap<>();

    /** SHA-256 of the module that looks at results of that batch; empty where hosts must agree. */
    Optional<String> of(Database db, Tx tx, Batch batch) {
        Optional<String> found = known.get(batch.appVersionId());
        if (found == null) {
            AppVersionRow version =
                    db.applications().version(tx, batch.appVersionId()).orElseThrow();
            found = Optional.ofNullable(version.verifier()).map(AppVersionRow.Verifier::moduleSha256);
            if (known.size() > MOST_KNOWN) {
                known.clear();
            }
            known.put(batch.appVersionId(), found);
        }
        return found;
    }
}
