package org.manyhands.bench.demo;

import java.io.IOException;
import java.io.PrintStream;
import org.manyhands.protocol.research.JournalView;
import org.manyhands.researcher.api.ProjectClient;
import org.manyhands.researcher.text.Credits;

/** Shows what the journal moved, and whether its rules hold. */
final class JournalProof {
    private final ProjectClient administrator;
    private final Findings findings;
    private final PrintStream out;

    JournalProof(ProjectClient administrator, Findings findings, PrintStream out) {
        this.administrator = administrator;
        this.findings = findings;
        this.out = out;
    }

    void check() throws IOException {
        JournalView journal = administrator.journal();
        out.printf(
                "    %-11s %8s %18s %18s %14s %14s%n", "accounts", "number", "in", "out", "pending in", "pending out");
        long in = 0;
        long outgoing = 0;
        for (JournalView.Line line : journal.lines()) {
            in += line.postedIn() + line.pendingIn();
            outgoing += line.postedOut() + line.pendingOut();
            out.printf(
                    "    %-11s %8d %18s %18s %14s %14s%n",
                    line.kind().toLowerCase(java.util.Locale.ROOT),
                    line.accounts(),
                    Credits.number(line.postedIn()),
                    Credits.number(line.postedOut()),
                    Credits.number(line.pendingIn()),
                    Credits.number(line.pendingOut()));
        }
        journal.violations().forEach(violation -> out.println("    violated: " + violation));
        findings.check(
                journal.violations().isEmpty() && in == outgoing,
                "the journal balances: " + journal.transfers() + " transfers, every rule holds");
        findings.figure(journal.transfers() + " transfers balance");
    }
}
