package org.manyhands.protocol.research;

import java.util.List;

/**
 * The journal summed up: balances by kind of account, and whether its rules hold.
 *
 * @param violations rules that do not hold, in words; empty when it balances
 */
public record JournalView(List<Line> lines, long transfers, List<String> violations) {
    /**
     * One kind of account, all of them together, in microcredits.
     *
     * @param kind ISSUANCE, RESEARCHER, ESCROW, HOST or FEE
     */
    public record Line(String kind, long accounts, long postedIn, long postedOut, long pendingIn, long pendingOut) {}
}
