package org.manyhands.server.dispatch;

import java.util.Map;
import org.manyhands.db.host.Host;
import org.manyhands.db.result.Origin;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.id.AppVersionId;

/**
 * A host that asks for work.
 *
 * @param wanted what it asked for
 * @param choice which work its owner lends it to
 * @param allowances of application versions of which it may not have as many as it likes
 * @param most most results to give it now: what it asked for, less what is resent, within what one host may hold
 * @param fuel what it was given in this call already needs, as far as is known
 * @param deadlineMillis when the server would give up waiting for what it gives now
 * @param known what was learned of it
 * @param origin where it stands among others
 * @param load how busy it is with what it has, and what it was given in this call
 */
public record Asking(
        Host host,
        WorkRequest wanted,
        Choice choice,
        Map<AppVersionId, Allowance> allowances,
        int most,
        long fuel,
        long deadlineMillis,
        Known known,
        Origin origin,
        SlotLoad load) {
    public Asking {
        allowances = Map.copyOf(allowances);
    }

    /** A host that has nothing yet. */
    public Asking(
            Host host,
            WorkRequest wanted,
            Choice choice,
            Map<AppVersionId, Allowance> allowances,
            int most,
            long fuel,
            long deadlineMillis,
            Known known,
            Origin origin) {
        this(
                host,
                wanted,
                choice,
                allowances,
                most,
                fuel,
                deadlineMillis,
                known,
                origin,
                SlotLoad.idle(HeldLimit.slots(host, wanted)));
    }

    /** A host of which nothing was learned, and that is kept apart from no other. */
    public Asking(
            Host host,
            WorkRequest wanted,
            Choice choice,
            Map<AppVersionId, Allowance> allowances,
            int most,
            long fuel,
            long deadlineMillis) {
        this(host, wanted, choice, allowances, most, fuel, deadlineMillis, Known.NOTHING, Origin.ANYWHERE);
    }

    /** The same host, asking with room for so much. */
    public Asking now(int most, Map<AppVersionId, Allowance> allowances, Known known) {
        return new Asking(host, wanted, choice, allowances, most, 0, deadlineMillis, known, origin, load);
    }

    /** The same host, as busy as that. */
    public Asking with(SlotLoad now) {
        return new Asking(host, wanted, choice, allowances, most, fuel, deadlineMillis, known, origin, now);
    }

    /** The same host, with room for so much, and given work for so much fuel already. */
    Asking with(int most, long fuel) {
        return new Asking(host, wanted, choice, allowances, most, fuel, deadlineMillis, known, origin, load);
    }

    /** The same host, with one more result to do. */
    Asking after(Pick pick) {
        return with(load.plus(HostLoads.seconds(known.records(), pick.batch().appVersionId(), pick.expectedFuel())));
    }

    /** Whose host it is, and where it stands. */
    public Seeker seeker() {
        return new Seeker(host.accountId(), origin);
    }

    /**
     * What was learned of the host.
     *
     * @param nowMillis the database's clock
     * @param records by application version; without an entry nothing was learned
     */
    public record Known(long nowMillis, Map<AppVersionId, HostRecord> records) {
        /** Nothing. */
        public static final Known NOTHING = new Known(0, Map.of());

        public Known {
            records = Map.copyOf(records);
        }
    }
}
