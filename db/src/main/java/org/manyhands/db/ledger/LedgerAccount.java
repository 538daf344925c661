package org.manyhands.db.ledger;

import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;

/**
 * An account of the journal.
 *
 * @param owner 0 for ISSUANCE and FEE
 */
public record LedgerAccount(LedgerAccountKind kind, long owner) {
    public static final LedgerAccount ISSUANCE = new LedgerAccount(LedgerAccountKind.ISSUANCE, 0);
    public static final LedgerAccount FEE = new LedgerAccount(LedgerAccountKind.FEE, 0);

    public static LedgerAccount researcher(AccountId id) {
        return new LedgerAccount(LedgerAccountKind.RESEARCHER, id.value());
    }

    public static LedgerAccount escrow(BatchId id) {
        return new LedgerAccount(LedgerAccountKind.ESCROW, id.value());
    }

    public static LedgerAccount host(HostId id) {
        return new LedgerAccount(LedgerAccountKind.HOST, id.value());
    }

    /** For people: {@code researcher account 7}, {@code escrow of batch 3}. */
    String words() {
        return switch (kind) {
            case ISSUANCE -> "issuance account";
            case RESEARCHER -> "researcher account " + owner;
            case ESCROW -> "escrow of batch " + owner;
            case HOST -> "account of host " + owner;
            case FEE -> "fee account";
        };
    }
}
