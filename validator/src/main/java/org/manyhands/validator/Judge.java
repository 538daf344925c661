package org.manyhands.validator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.validator.Decision.Invalid;

/**
 * Decides about a work unit: a pure function of its copies, whatever their order. Copies agree when their digests are
 * equal, and the digest covers outcome, fuel, streams and files. A copy counts when it comes from a host and an account
 * that no other counted copy of its group comes from.
 */
public final class Judge {
    private Judge() {}

    /** Decides from all copies of the work unit. */
    public static Decision decide(WorkUnit unit, List<Result> copies, Policy policy) {
        if (unit.state() != WorkUnitState.OPEN) {
            return new Decision.Wait();
        }
        List<Result> ordered =
                copies.stream().sorted(Comparator.comparingInt(Result::copy)).toList();
        List<Result> returned = inState(ordered, ResultState.RETURNED);
        List<Result> underWay = ordered.stream()
                .filter(copy -> copy.state() == ResultState.UNSENT || copy.state() == ResultState.IN_PROGRESS)
                .toList();
        Group best = largest(groups(returned));
        if (best.members().size() >= policy.quorum()) {
            return agreement(best, returned, underWay);
        }
        int missing = policy.quorum() - best.members().size() - underWay.size();
        if (missing <= 0) {
            return new Decision.Wait();
        }
        return refusal(ordered, missing, policy)
                .<Decision>map(reason -> giveUp(reason, returned, underWay))
                .orElse(new Decision.MoreCopies(missing));
    }

    private static Decision agreement(Group group, List<Result> returned, List<Result> underWay) {
        Result canonical = group.members().get(0);
        List<Invalid> invalid = returned.stream()
                .filter(copy -> !group.members().contains(copy))
                .map(copy -> new Invalid(
                        copy,
                        group.doubles().contains(copy)
                                ? "a second copy of one host or account proves nothing"
                                : "differs from the copies that agree: " + words(copy) + " instead of "
                                        + words(canonical)))
                .toList();
        return Objects.requireNonNull(canonical.outcome()).success()
                ? new Decision.Accept(canonical, group.members(), invalid, underWay)
                : new Decision.AgreeOnFailure(canonical, group.members(), invalid, underWay);
    }

    /** Why there may be no further copies; empty when there may. */
    private static Optional<String> refusal(List<Result> copies, int missing, Policy policy) {
        List<Result> failed = copies.stream()
                .filter(copy -> copy.state() == ResultState.ERRORED || copy.state() == ResultState.TIMED_OUT)
                .toList();
        if (failed.size() >= policy.maxErrorResults()) {
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
        if (copies.size() + missing > policy.maxTotalResults()) {
            int returned = inState(copies, ResultState.RETURNED).size();
            return Optional.of("given up after " + copies.size() + " copies, " + returned
                    + " of which returned: no " + policy.quorum() + " agree, and at most " + policy.maxTotalResults()
                    + " copies are allowed");
        }
        return Optional.empty();
    }

    private static Decision giveUp(String reason, List<Result> returned, List<Result> underWay) {
        List<Invalid> invalid = returned.stream()
                .map(copy -> new Invalid(copy, "no quorum was reached: nothing confirms it"))
                .toList();
        return new Decision.GiveUp(
                reason, returned.isEmpty() ? null : returned.get(returned.size() - 1), invalid, underWay);
    }

    /** Groups of copies that agree, in order of their first copy. */
    private static List<Group> groups(List<Result> returned) {
        Map<String, Group> byDigest = new LinkedHashMap<>();
        for (Result copy : returned) {
            byDigest.computeIfAbsent(copy.digest(), digest -> Group.empty()).add(copy);
        }
        return List.copyOf(byDigest.values());
    }

    /** The first of the largest groups. */
    private static Group largest(List<Group> groups) {
        Group best = Group.empty();
        for (Group group : groups) {
            best = group.members().size() > best.members().size() ? group : best;
        }
        return best;
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

        void add(Result copy) {
            boolean known = members.stream()
                    .anyMatch(member -> Objects.equals(member.host(), copy.host())
                            || Objects.equals(member.account(), copy.account()));
            (known ? doubles : members).add(copy);
        }
    }
}
