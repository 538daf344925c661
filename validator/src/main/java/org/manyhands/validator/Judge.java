package org.manyhands.validator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.manyhands.db.batch.CopyLimits;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.validator.Decision.Invalid;
import org.manyhands.validator.trust.Ruling;

/**
 * Decides about a work unit: a pure function of its copies, whatever their order. Copies agree when their digests are
 * equal, and the digest covers outcome, fuel, streams and files. A copy counts when it comes from a host and an account
 * that no other counted copy of its group comes from.
 */
public final class Judge {
    private Judge() {}

    /** Decides from all copies of the work unit, whose limits count those of the present revision. */
    public static Decision decide(WorkUnit unit, List<Result> copies, CopyLimits limits) {
        return decide(unit, copies, limits, Vote.quorum(limits.minQuorum()));
    }

    /** The same; when copies that agree are enough is for the vote to say. */
    static Decision decide(WorkUnit unit, List<Result> copies, CopyLimits limits, Vote vote) {
        List<Result> ordered =
                copies.stream().sorted(Comparator.comparingInt(Result::copy)).toList();
        return switch (unit.state()) {
            case OPEN -> open(unit, ordered, limits, vote);
            case VALIDATED, ASSIMILATED, FAILED -> afterDecision(unit, ordered, vote);
            case CANCELLED, ARCHIVED -> new Decision.Wait();
        };
    }

    private static Decision open(WorkUnit unit, List<Result> copies, CopyLimits limits, Vote vote) {
        List<Result> said = copies.stream()
                .filter(copy -> copy.state() == ResultState.RETURNED || copy.state() == ResultState.VALID)
                .toList();
        List<Result> underWay = copies.stream()
                .filter(copy -> copy.state() == ResultState.UNSENT || copy.state() == ResultState.IN_PROGRESS)
                .toList();
        List<Group> groups = groups(said);
        Ruling ruling = vote.rule(groups.stream().map(Group::members).toList());
        if (ruling instanceof Ruling.Accept accept) {
            return agreement(groups.get(accept.camp()), said, underWay, vote);
        }
        int missing = ((Ruling.More) ruling).copies() - underWay.size();
        if (missing <= 0) {
            return new Decision.Wait();
        }
        List<Result> ofRevision =
                copies.stream().filter(copy -> copy.copy() >= unit.firstCopy()).toList();
        Optional<String> refusal = refusal(ofRevision, missing, limits, vote.wanted());
        if (refusal.isEmpty()) {
            return new Decision.MoreCopies(missing);
        }
        Ruling last = vote.ruleAtLast(groups.stream().map(Group::members).toList());
        if (last instanceof Ruling.Accept accept) {
            return underWay.isEmpty()
                    ? agreement(groups.get(accept.camp()), said, underWay, vote)
                    : new Decision.Wait();
        }
        return giveUp(refusal.get(), inState(copies, ResultState.RETURNED), underWay, vote);
    }

    private static Decision agreement(Group group, List<Result> said, List<Result> underWay, Vote vote) {
        Result canonical = group.members().get(0);
        List<Result> valid = new ArrayList<>(group.members());
        List<Invalid> invalid = new ArrayList<>();
        List<Result> surplus = new ArrayList<>(underWay);
        surplus.addAll(group.doubles());
        for (Result copy : said) {
            if (!group.has(copy)) {
                other(copy, canonical, vote, valid, invalid, surplus);
            }
        }
        return Objects.requireNonNull(canonical.outcome()).success()
                ? new Decision.Accept(canonical, valid, invalid, surplus)
                : new Decision.AgreeOnFailure(canonical, valid, invalid, surplus);
    }

    /** Where a copy belongs that says something else than the answer that was taken. */
    private static void other(
            Result copy, Result canonical, Vote vote, List<Result> valid, List<Invalid> invalid, List<Result> surplus) {
        switch (vote.other(copy)) {
            case WRONG -> invalid.add(new Invalid(copy, vote.objection(copy, differs(copy, canonical))));
            case RIGHT -> valid.add(copy);
            case UNKNOWN -> surplus.add(copy);
        }
    }

    /** Holds what came back late, or was out when the others decided, against what they decided. */
    private static Decision afterDecision(WorkUnit unit, List<Result> copies, Vote vote) {
        List<Result> returned = inState(copies, ResultState.RETURNED);
        if (returned.isEmpty()) {
            return new Decision.Wait();
        }
        Optional<Result> canonical = copies.stream()
                .filter(copy -> copy.id().equals(unit.canonical()) && copy.state() == ResultState.VALID)
                .findFirst();
        if (canonical.isEmpty()) {
            return new Decision.AfterDecision(List.of(), List.of(), returned);
        }
        String taken = canonical.get().digest();
        Group agreed = Group.empty();
        inState(copies, ResultState.VALID).forEach(agreed::add);
        List<Result> valid = new ArrayList<>();
        List<Result> differ = new ArrayList<>();
        List<Result> surplus = new ArrayList<>();
        for (Result copy : returned) {
            if (!copy.digest().equals(taken)) {
                differ.add(copy);
            } else {
                (agreed.add(copy) ? valid : surplus).add(copy);
            }
        }
        return differ.isEmpty()
                ? new Decision.AfterDecision(valid, List.of(), surplus)
                : contradicted(copies, canonical.get(), valid, differ, surplus, vote);
    }

    /** An answer that was taken on one host's word, and that another host contradicts, may be the wrong one of the two. */
    private static Decision contradicted(
            List<Result> copies,
            Result canonical,
            List<Result> valid,
            List<Result> differ,
            List<Result> surplus,
            Vote vote) {
        List<List<Result>> camps = groups(copies.stream()
                        .filter(copy -> copy.state() == ResultState.RETURNED || copy.state() == ResultState.VALID)
                        .toList())
                .stream()
                .map(Group::members)
                .toList();
        int taken = 0;
        while (!camps.get(taken).get(0).digest().equals(canonical.digest())) {
            taken++;
        }
        List<Result> unproven = new ArrayList<>(surplus);
        unproven.addAll(differ);
        Decision.AfterDecision nothingProven = new Decision.AfterDecision(valid, List.of(), unproven);
        return switch (vote.after(camps, taken)) {
            case UNCONFIRMED -> nothingProven;
            case IN_DOUBT ->
                new Decision.Dispute(
                        "a copy that came after the decision says otherwise: result "
                                + differ.get(0).id() + " of host "
                                + differ.get(0).host(),
                        nothingProven);
            case STANDS -> {
                List<Invalid> invalid = new ArrayList<>();
                differ.forEach(copy -> other(copy, canonical, vote, valid, invalid, surplus));
                yield new Decision.AfterDecision(valid, invalid, surplus);
            }
        };
    }

    private static String differs(Result copy, Result canonical) {
        return "differs from the copies that agree: " + words(copy) + " instead of " + words(canonical);
    }

    /** Why there may be no further copies; empty when there may. */
    private static Optional<String> refusal(List<Result> copies, int missing, CopyLimits limits, String wanted) {
        List<Result> failed = copies.stream()
                .filter(copy -> copy.state() == ResultState.ERRORED || copy.state() == ResultState.TIMED_OUT)
                .toList();
        if (failed.size() >= limits.maxErrorResults()) {
            long timedOut = inState(failed, ResultState.TIMED_OUT).size();
            String last = failed.stream()
                    .filter(copy -> !copy.reason().isEmpty())
                    .reduce((earlier, later) -> later)
                    .map(copy -> "; the last one: " + copy.reason())
                    .orElse("");
            return Optional.of("given up after " + failed.size()
                    + " copies that hosts could not finish, the most that are allowed (" + timedOut
                    + " of them passed their deadline)" + last);
        }
        int returned = inState(copies, ResultState.RETURNED).size();
        if (copies.size() + missing > limits.maxTotalResults()) {
            return Optional.of("given up after " + copies.size() + " copies, " + returned
                    + " of which returned: " + wanted + ", and at most "
                    + limits.maxTotalResults() + " copies are allowed");
        }
        if (returned >= limits.maxSuccessResults()) {
            return Optional.of(
                    "given up after " + returned + " copies that returned, the most that are allowed: " + wanted);
        }
        return Optional.empty();
    }

    private static Decision giveUp(String reason, List<Result> returned, List<Result> underWay, Vote vote) {
        List<Invalid> invalid = returned.stream()
                .map(copy -> new Invalid(copy, vote.objection(copy, "no quorum was reached: nothing confirms it")))
                .toList();
        return new Decision.GiveUp(
                reason, returned.isEmpty() ? null : returned.get(returned.size() - 1), invalid, underWay);
    }

    /** Groups of copies that agree, in order of their first copy. */
    private static List<Group> groups(List<Result> said) {
        Map<String, Group> byDigest = new LinkedHashMap<>();
        for (Result copy : said) {
            byDigest.computeIfAbsent(copy.digest(), digest -> Group.empty()).add(copy);
        }
        return List.copyOf(byDigest.values());
    }

    private static List<Result> inState(List<Result> copies, ResultState state) {
        return copies.stream().filter(copy -> copy.state() == state).toList();
    }

    private static String words(Result copy) {
        String outcome = copy.outcome() == null ? "no outcome" : copy.outcome().words();
        return outcome + ", fuel " + copy.fuel() + ", digest " + copy.digest();
    }

    /**
     * Copies with one digest.
     *
     * @param members those that count
     * @param doubles those of a host or an account that a member has already
     */
    private record Group(List<Result> members, List<Result> doubles) {
        static Group empty() {
            return new Group(new ArrayList<>(), new ArrayList<>());
        }

        /** True when it counts. */
        boolean add(Result copy) {
            boolean known = members.stream()
                    .anyMatch(member -> Objects.equals(member.host(), copy.host())
                            || Objects.equals(member.account(), copy.account()));
            (known ? doubles : members).add(copy);
            return !known;
        }

        boolean has(Result copy) {
            return members.contains(copy) || doubles.contains(copy);
        }
    }
}
