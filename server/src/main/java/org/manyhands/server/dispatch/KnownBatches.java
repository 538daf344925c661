package org.manyhands.server.dispatch;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchSpec.Target;

/** What does not change of batches once they run, of their application versions and owners, read once. Thread-safe. */
public final class KnownBatches {
    private static final int MOST = 1_000;

    private final Database database;
    private final Recent<BatchId, Batch> batches = new Recent<>(MOST);
    private final Recent<BatchId, Offer> offers = new Recent<>(MOST);
    private final Recent<AccountId, String> names = new Recent<>(MOST);
    private final Recent<AppVersionId, Signed> envelopes = new Recent<>(MOST);

    public KnownBatches(Database database) {
        this.database = database;
    }

    /** A batch that ran once: its limits, quote, name and owner are as they are now; its state may be another. */
    public Batch batch(Tx tx, BatchId id) {
        return batches.get(id).orElseGet(() -> {
            Batch found = database.batches().byId(tx, id).orElseThrow();
            batches.put(id, found);
            return found;
        });
    }

    /** A batch that ran once, with its application. */
    public Offer offer(Tx tx, BatchId id) {
        return offers.get(id).orElseGet(() -> {
            Batch batch = batch(tx, id);
            AppVersionRow version =
                    database.applications().version(tx, batch.appVersionId()).orElseThrow();
            Offer offer = new Offer(
                    batch,
                    version.applicationId(),
                    version.application(),
                    version.version(),
                    researcher(tx, batch.owner()),
                    Objects.requireNonNull(
                            database.dispatchBlocks().terms(tx, List.of(id)).get(id)),
                    targetAccounts(tx, batch));
            offers.put(id, offer);
            return offer;
        });
    }

    private Set<AccountId> targetAccounts(Tx tx, Batch batch) {
        Target target = batch.spec().target();
        return target == null
                ? Set.of()
                : target.accounts().stream()
                        .flatMap(name -> database.accounts().byName(tx, name).map(Account::id).stream())
                        .collect(Collectors.toSet());
    }

    /** The owner's name. */
    public String researcher(Tx tx, AccountId id) {
        return names.get(id).orElseGet(() -> {
            String name = database.accounts().byId(tx, id).map(Account::name).orElse("");
            names.put(id, name);
            return name;
        });
    }

    /** The signed application version. */
    public Signed envelope(Tx tx, AppVersionId id) {
        return envelopes.get(id).orElseGet(() -> {
            Signed envelope = database.applications()
                    .version(tx, id)
                    .map(AppVersionRow::envelope)
                    .orElseThrow();
            envelopes.put(id, envelope);
            return envelope;
        });
    }
}
