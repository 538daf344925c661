package org.manyhands.validator.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.manyhands.db.trust.Standing;
import org.manyhands.db.trust.TrustEvent;

/** What must hold for any poll; a failing case is its number, which is the seed. */
class CredibilityPropertyTest {
    private static final List<Double> EPSILONS = List.of(1e-2, 1e-3, 1e-4, 1e-5, 1e-6);
    private static final List<Credibility> POLICIES = EPSILONS.stream()
            .map(epsilon -> new Credibility(epsilon, Assumptions.DEFAULT))
            .toList();

    private record Case(double epsilon, Credibility policy, Poll poll) {}

    static Stream<Integer> seeds() {
        return IntStream.range(0, 200).boxed();
    }

    private static Case random(int seed) {
        Random random = new Random(seed);
        List<Camp> camps = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int camp = 0; camp < count; camp++) {
            List<Member> members = new ArrayList<>();
            int size = 1 + random.nextInt(4);
            for (int member = 0; member < size; member++) {
                int failures = random.nextInt(8) == 0 ? 1 + random.nextInt(2) : 0;
                long checks = random.nextInt(3) == 0 ? 0 : (long) Math.exp(random.nextDouble() * 11);
                members.add(new Member(new Standing(checks, checks, failures, failures > 1), random.nextInt(1_000)));
            }
            camps.add(new Camp(members));
        }
        int dial = random.nextInt(EPSILONS.size());
        return new Case(EPSILONS.get(dial), POLICIES.get(dial), new Poll(camps, random.nextDouble()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsAcceptedAboveTheErrorRate(int seed) {
        Case drawn = random(seed);

        if (drawn.policy().rule(drawn.poll()) instanceof Ruling.Accept accept) {
            assertThat(accept.risk()).isBetween(0.0, drawn.epsilon() * (1 + 1e-9));
            assertThat(drawn.policy().risk(drawn.poll().camps(), accept.camp())).isEqualTo(accept.risk());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfCampsAndOfLaterCopiesDoesNotMatter(int seed) {
        Case drawn = random(seed);
        List<Camp> camps = new ArrayList<>();
        for (Camp camp : drawn.poll().camps()) {
            List<Member> members = new ArrayList<>(camp.members());
            Collections.shuffle(members.subList(1, members.size()), new Random(seed));
            camps.add(new Camp(members));
        }
        Collections.shuffle(camps, new Random(seed));

        Ruling one = drawn.policy().rule(drawn.poll());
        Ruling other = drawn.policy().rule(new Poll(camps, drawn.poll().draw()));
        if (one instanceof Ruling.Accept accept) {
            assertThat(other).isInstanceOf(Ruling.Accept.class);
            assertThat(camps.get(((Ruling.Accept) other).camp()).size())
                    .isEqualTo(drawn.poll().camps().get(accept.camp()).size());
            assertThat(((Ruling.Accept) other).risk()).isCloseTo(accept.risk(), within(1e-12));
        } else if (other instanceof Ruling.More more) {
            assertThat(more.copies()).isEqualTo(((Ruling.More) one).copies());
        } else {
            assertThat(other).isInstanceOf(Ruling.More.class);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aHostThatIsCaughtNeverMakesItsCampMoreCredible(int seed) {
        Case drawn = random(seed);
        Camp camp = drawn.poll().camps().get(0);
        List<Member> members = new ArrayList<>(camp.members());
        int at = new Random(seed).nextInt(members.size());
        Member honest = members.get(at);
        Standing caught = Standings.after(honest.standing(), TrustEvent.CHECK_FAILED);
        members.set(at, new Member(caught, honest.held()));

        assertThat(drawn.policy().risk(List.of(new Camp(members)), 0))
                .isGreaterThanOrEqualTo(drawn.policy().risk(List.of(camp), 0));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void copiesThatAreAskedForAreEnoughWhenTheyAgree(int seed) {
        Case drawn = random(seed);
        List<Camp> camps = new ArrayList<>(drawn.poll().camps().subList(0, 1));
        Ruling ruling = drawn.policy().rule(new Poll(camps, drawn.poll().draw()));
        if (ruling instanceof Ruling.More more && more.copies() < 8) {
            List<Member> members = new ArrayList<>(camps.get(0).members());
            for (int further = 0; further < more.copies(); further++) {
                members.add(Polls.passed(100));
            }
            Ruling after = drawn.policy()
                    .rule(new Poll(List.of(new Camp(members)), drawn.poll().draw()));
            // What is left is the drawn depth, which is looked at once the camp is credible.
            assertThat(after instanceof Ruling.Accept || ((Ruling.More) after).copies() <= 2)
                    .isTrue();
        }
    }
}
