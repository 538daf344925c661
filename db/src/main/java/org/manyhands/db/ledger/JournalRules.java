package org.manyhands.db.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.manyhands.db.transaction.Tx;

/** The rules that hold for the journal at every moment, each as a query for what breaks it. They read the whole journal. */
final class JournalRules {
    private static final int SHOWN = 20;

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "debits and credits differ (posted in, posted out, pending in, pending out)",
                    "select sum(posted_in), sum(posted_out), sum(pending_in), sum(pending_out) from ledger_account"
                            + " having sum(posted_in) <> sum(posted_out) or sum(pending_in) <> sum(pending_out)"),
            new Rule(
                    "an account's sums of what went out are not those of its journal (kind, owner)",
                    "select a.kind, a.owner_id from ledger_account a left join (select debit_id as id,"
                            + sums("posted", "pending") + " from transfer group by debit_id) j on j.id = a.id"
                            + " where a.posted_out <> coalesce(j.posted, 0) or a.pending_out <> coalesce(j.pending, 0)"),
            new Rule(
                    "an account's sums of what came in are not those of its journal (kind, owner)",
                    "select a.kind, a.owner_id from ledger_account a left join (select credit_id as id,"
                            + sums("posted", "pending") + " from transfer group by credit_id) j on j.id = a.id"
                            + " where a.posted_in <> coalesce(j.posted, 0) or a.pending_in <> coalesce(j.pending, 0)"),
            new Rule(
                    "an account has spent or promised more than it had; for an escrow: paid above funded (kind, owner, available)",
                    "select kind, owner_id, posted_in - posted_out - pending_out from ledger_account"
                            + " where kind <> 'ISSUANCE' and posted_in - posted_out - pending_out < 0"),
            new Rule(
                    "an escrow does not cover what its open work units set aside (batch, set aside, available)",
                    "select w.batch_id, w.aside, coalesce(a.posted_in - a.posted_out - a.pending_out, 0) from"
                            + " (select batch_id, sum(set_aside) as aside from work_unit where state = 'OPEN' group by batch_id) w"
                            + " left join ledger_account a on a.kind = 'ESCROW' and a.owner_id = w.batch_id"
                            + " where w.aside > coalesce(a.posted_in - a.posted_out - a.pending_out, 0)"),
            new Rule(
                    "a payment names no VALID result (transfer, result)",
                    "select t.id, t.result_id from transfer t left join result r on r.id = t.result_id"
                            + " where t.kind = 'PENDING' and (r.id is null or r.state <> 'VALID')"
                            + " and not exists (select 1 from batch b where b.id = t.batch_id and b.state = 'ARCHIVED')"
                            + " and not exists (select 1 from transfer v where v.pending_id = t.id and v.kind = 'VOID')"),
            new Rule(
                    "what is paid for a result is more than the price of its fuel (result, amount, fuel, price)",
                    "select r.id, sum(t.amount), r.fuel, b.price from transfer t join result r on r.id = t.result_id"
                            + " join batch b on b.id = r.batch_id where t.kind = 'PENDING' and t.amount > 0"
                            + " group by r.id, r.fuel, b.price"
                            + " having (cast(sum(t.amount) as decimal(38, 0)) - 1) * 1000000"
                            + " >= cast(r.fuel as decimal(38, 0)) * b.price"),
            new Rule(
                    "a payment does not go from its batch's escrow to its result's host (transfer, result)",
                    "select t.id, t.result_id from transfer t join result r on r.id = t.result_id"
                            + " join ledger_account d on d.id = t.debit_id join ledger_account c on c.id = t.credit_id"
                            + " where t.kind = 'PENDING' and (d.kind <> 'ESCROW' or d.owner_id <> r.batch_id"
                            + " or c.kind <> 'HOST' or r.host_id is null or c.owner_id <> r.host_id)"),
            new Rule(
                    "a POST or VOID does not repeat the pending transfer it resolves (transfer, pending)",
                    "select t.id, t.pending_id from transfer t left join transfer p on p.id = t.pending_id"
                            + " where t.kind in ('POST', 'VOID') and (p.id is null or p.kind <> 'PENDING'"
                            + " or p.amount <> t.amount or p.debit_id <> t.debit_id or p.credit_id <> t.credit_id)"),
            new Rule(
                    "a promise stands that was resolved, or is resolved and still stands (transfer)",
                    "select t.id, 0 from transfer t where t.kind = 'PENDING' and"
                            + " (exists (select 1 from transfer v where v.pending_id = t.id))"
                            + " = (exists (select 1 from pending_transfer p where p.transfer_id = t.id))"));

    private JournalRules() {}

    /** In words, at most 20 for each rule. */
    static List<String> violations(Tx tx) {
        List<String> violations = new ArrayList<>();
        for (Rule rule : RULES) {
            tx.session()
                    .createNativeQuery(rule.breaches(), Object[].class)
                    .setMaxResults(SHOWN)
                    .getResultList()
                    .forEach(row -> violations.add(rule.words() + ": " + Arrays.toString(row)));
        }
        return violations;
    }

    private static String sums(String posted, String pending) {
        return " sum(case when kind in ('POSTED', 'POST') then amount else 0 end) as " + posted
                + ", sum(case kind when 'PENDING' then amount when 'POSTED' then 0 else -amount end) as " + pending;
    }

    private record Rule(String words, String breaches) {}
}
