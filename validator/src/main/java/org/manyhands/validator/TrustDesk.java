package org.manyhands.validator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.ledger.Price;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.trust.HostTrust;
import org.manyhands.db.trust.Standing;
import org.manyhands.db.trust.TrustChange;
import org.manyhands.db.trust.TrustEvent;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.ApplicationId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.research.BatchSpec.Target;
import org.manyhands.validator.trust.Assumptions;
import org.manyhands.validator.trust.Credibility;
import org.manyhands.validator.trust.Member;
import org.manyhands.validator.trust.Standings;

/**
 * What the validator knows of hosts within one transaction: standings as they were read, and as what is judged changes them. Only
 * batches with an error rate, or with a quorum of three or more, read or change them.
 */
final class TrustDesk {
    private static final String SECRET = "trust.secret";
    private static final int SECRET_BYTES = 32;
    /** Policies are costly to make and few: a batch's error rate is one of a handful, and if not they are made again. */
    private static final Map<Terms, Credibility> POLICIES = new ConcurrentHashMap<>();

    private static final int MOST_POLICIES = 64;

    /** So many hosts that agree say who was wrong; two of them may be the liars. */
    private static final int TELLING_QUORUM = 3;

    private final Database db;
    private final Tx tx;
    private final Assumptions assumptions;
    private final Map<AppVersionId, ApplicationId> applications = new HashMap<>();
    private final Map<Subject, HostTrust> read = new HashMap<>();
    private final Map<Subject, Standing> now = new HashMap<>();
    private final Map<Subject, Map<TrustEvent, Happened>> happened = new LinkedHashMap<>();
    private final Map<HostId, Long> held = new HashMap<>();
    private @Nullable SecretKeySpec secret;

    /** For one try of one transaction. */
    TrustDesk(Database db, Tx tx, Assumptions assumptions) {
        this.db = db;
        this.tx = tx;
        this.assumptions = assumptions;
    }

    private record Terms(double errorRate, Assumptions assumptions) {}

    /** A host, with an application. */
    record Subject(HostId host, ApplicationId application) {}

    private record Happened(int times, WorkUnitId last, Standing before, Standing after) {}

    /**
     * True when what is judged changes the standing of the batch's hosts: with an error rate, and with a quorum that one host and its
     * partner cannot be. Not where the researcher chose the hosts: standings rest on that nobody does.
     */
    static boolean keepsStandings(Batch batch) {
        Target target = batch.spec().target();
        boolean chosen = target != null && target.names();
        return !chosen && (trusting(batch) || batch.quorum() >= TELLING_QUORUM);
    }

    /** True when the batch's hosts are trusted as far as they earned it. */
    private static boolean trusting(Batch batch) {
        return batch.spec().errorRate() > 0;
    }

    /** Reads the standings of all hosts that have or had these copies, with few statements. */
    void read(Batch batch, Collection<Result> copies) {
        ApplicationId application = application(batch);
        Set<HostId> hosts = new HashSet<>();
        for (Result copy : copies) {
            if (copy.host() != null && !read.containsKey(new Subject(copy.host(), application))) {
                hosts.add(copy.host());
            }
        }
        Map<HostId, HostTrust> known = db.trust().find(tx, application, hosts);
        for (HostId host : hosts) {
            HostTrust trust = known.getOrDefault(host, HostTrust.unknown(host, application));
            read.put(new Subject(host, application), trust);
            now.put(new Subject(host, application), trust.standing());
        }
        Set<HostId> unknown = new HashSet<>(hosts);
        unknown.removeAll(held.keySet());
        unknown.forEach(host -> held.put(host, 0L));
        held.putAll(db.trust().heldCredit(tx, unknown));
    }

    /** How the copies of a work unit are judged; the hosts' standings were read before. */
    Vote vote(Batch batch, WorkUnit unit) {
        if (!trusting(batch)) {
            return batch.copiesAtFirst() > batch.quorum()
                    ? Vote.everyone(batch.copiesAtFirst(), batch.quorum())
                    : Vote.quorum(batch.quorum());
        }
        ApplicationId application = application(batch);
        Credibility policy = policy(batch.spec().errorRate());
        return Vote.of(
                policy,
                copy -> member(batch, application, copy),
                draw(unit),
                "none of them is certain enough for an error rate of "
                        + batch.spec().errorRate());
    }

    private Credibility policy(double errorRate) {
        if (POLICIES.size() > MOST_POLICIES) {
            POLICIES.clear();
        }
        return POLICIES.computeIfAbsent(
                new Terms(errorRate, assumptions), terms -> new Credibility(terms.errorRate(), terms.assumptions()));
    }

    private Member member(Batch batch, ApplicationId application, Result copy) {
        HostId host = Objects.requireNonNull(copy.host());
        Standing standing = Objects.requireNonNull(now.get(new Subject(host, application)));
        long earns = Math.max(1, Price.of(copy.fuel(), batch.microcreditsPerMillionFuel()));
        return new Member(standing, held.getOrDefault(host, 0L) / earns);
    }

    /** Notes what a decision says about hosts. */
    void judged(Batch batch, WorkUnit unit, List<Result> copies, Decision decision) {
        if (!keepsStandings(batch)) {
            return;
        }
        if (decision instanceof Decision.Accept accept) {
            judged(batch, unit, accept.valid(), accept.invalid());
        } else if (decision instanceof Decision.AgreeOnFailure failure) {
            judged(batch, unit, failure.valid(), failure.invalid());
        } else if (decision instanceof Decision.AfterDecision after) {
            after.valid()
                    .forEach(copy -> note(
                            batch,
                            unit,
                            copy,
                            isGolden(unit, copy) ? TrustEvent.GOLDEN_PASSED : TrustEvent.CHECK_PASSED));
            List<Result> before = copies.stream()
                    .filter(copy -> copy.state() == ResultState.VALID)
                    .toList();
            if (before.size() == 1 && !after.valid().isEmpty()) {
                // Its answer was taken alone, and is confirmed by this.
                note(batch, unit, before.get(0), TrustEvent.CHECK_PASSED);
            }
            failed(batch, unit, after.invalid());
        }
    }

    private void judged(Batch batch, WorkUnit unit, List<Result> valid, List<Decision.Invalid> invalid) {
        for (Result copy : valid) {
            if (valid.size() > 1) {
                note(batch, unit, copy, TrustEvent.CHECK_PASSED);
            } else if (copy.state() != ResultState.VALID) {
                note(batch, unit, copy, TrustEvent.TAKEN_ON_TRUST);
            }
        }
        failed(batch, unit, invalid);
    }

    private void failed(Batch batch, WorkUnit unit, List<Decision.Invalid> invalid) {
        for (Decision.Invalid copy : invalid) {
            boolean shared = invalid.stream()
                    .anyMatch(other -> !other.result().id().equals(copy.result().id())
                            && other.result().digest().equals(copy.result().digest()));
            TrustEvent failed = isGolden(unit, copy.result()) ? TrustEvent.GOLDEN_FAILED : TrustEvent.CHECK_FAILED;
            note(batch, unit, copy.result(), shared ? TrustEvent.LIE_SHARED : failed);
        }
    }

    /** A copy that was made when the answer was known already. (One that was made in the millisecond of the decision, but before, is called so, too: both count alike.) */
    private static boolean isGolden(WorkUnit unit, Result copy) {
        return unit.decidedMillis() > 0 && copy.createdMillis() >= unit.decidedMillis();
    }

    /**
     * Whether an answer that hosts agree on is asked of a further one, which cannot tell: drawn by a number that nobody outside can compute.
     *
     * @param share how many of them are
     */
    boolean asksAnother(Batch batch, WorkUnit unit, Decision.Accept accept, double share) {
        return share > 0
                && trusting(batch)
                && accept.valid().size() > 1
                && draw("golden:" + unit.id() + ":" + unit.revision()) < share;
    }

    private void note(Batch batch, WorkUnit unit, Result copy, TrustEvent event) {
        Subject subject = new Subject(Objects.requireNonNull(copy.host()), application(batch));
        Standing before = Objects.requireNonNull(now.get(subject));
        Standing after = Standings.after(before, event);
        now.put(subject, after);
        happened.computeIfAbsent(subject, any -> new EnumMap<>(TrustEvent.class))
                .merge(
                        event,
                        new Happened(1, unit.id(), before, after),
                        (earlier, later) ->
                                new Happened(earlier.times() + 1, later.last(), earlier.before(), later.after()));
    }

    /** Hosts that failed a check in this transaction. */
    Set<Subject> caught() {
        Set<Subject> caught = new LinkedHashSet<>();
        happened.forEach((subject, events) -> {
            if (events.keySet().stream().anyMatch(TrustEvent::failure)) {
                caught.add(subject);
            }
        });
        return caught;
    }

    boolean excluded(Subject subject) {
        return Objects.requireNonNull(now.get(subject)).excluded();
    }

    /** Writes standings that changed, and why; a result that was taken on trust changes a counter only. */
    void save() {
        if (happened.isEmpty()) {
            return;
        }
        List<HostTrust> trusts = new ArrayList<>();
        List<TrustChange> changes = new ArrayList<>();
        happened.forEach((subject, events) -> {
            HostTrust before = Objects.requireNonNull(read.get(subject));
            Standing standing = Objects.requireNonNull(now.get(subject));
            trusts.add(new HostTrust(
                    subject.host(), subject.application(), standing, before.sinceMillis(), before.version()));
            events.forEach((event, what) -> {
                if (event != TrustEvent.TAKEN_ON_TRUST) {
                    changes.add(new TrustChange(
                            subject.host(),
                            subject.application(),
                            event,
                            what.times(),
                            what.last(),
                            what.before(),
                            what.after(),
                            tx.nowMillis()));
                }
            });
        });
        db.trust().save(tx, trusts, changes);
    }

    ApplicationId application(Batch batch) {
        return applications.computeIfAbsent(
                batch.appVersionId(),
                version -> db.applications().version(tx, version).orElseThrow().applicationId());
    }

    private SecretKeySpec secret() {
        if (secret == null) {
            byte[] fresh = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(fresh);
            String hex = db.settings().putIfAbsent(tx, SECRET, HexFormat.of().formatHex(fresh));
            secret = new SecretKeySpec(HexFormat.of().parseHex(hex), "HmacSHA256");
        }
        return secret;
    }

    /** From 0 to below 1, the same each time for a revision of a work unit, and known to nobody outside. */
    private double draw(WorkUnit unit) {
        return draw(unit.id() + ":" + unit.revision());
    }

    private double draw(String what) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret());
            byte[] hash = mac.doFinal(what.getBytes(StandardCharsets.US_ASCII));
            long bits = 0;
            for (int at = 0; at < Long.BYTES; at++) {
                bits = (bits << Byte.SIZE) | (hash[at] & 0xff);
            }
            return (bits >>> 11) * 0x1p-53;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256: " + e.getMessage(), e);
        }
    }
}
