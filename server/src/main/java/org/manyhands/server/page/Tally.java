package org.manyhands.server.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How many there are of something.
 *
 * @param tone the style's name of its colour
 */
public record Tally(String name, String amount, String tone) {
    private record Kind(String state, String name, String tone) {}

    private static final List<Kind> RESULTS = List.of(
            new Kind("VALID", "accepted", "good"),
            new Kind("RETURNED", "being compared", "busy"),
            new Kind("IN_PROGRESS", "running", "busy"),
            new Kind("UNSENT", "waiting", "quiet"),
            new Kind("INVALID", "rejected", "bad"),
            new Kind("ERRORED", "gone wrong", "warn"),
            new Kind("TIMED_OUT", "too late", "warn"),
            new Kind("NOT_NEEDED", "not needed", "quiet"),
            new Kind("CANCELLED", "cancelled", "quiet"));

    /** Results by state, those that there are; a state of a newer program under its own name. */
    static List<Tally> results(Map<String, Long> byState) {
        return counted(byState, Long.MAX_VALUE);
    }

    /** The same, where counting ended at so many of a state. */
    static List<Tally> counted(Map<String, Long> byState, long most) {
        List<Tally> tallies = new ArrayList<>();
        for (Kind kind : RESULTS) {
            add(tallies, kind, byState.getOrDefault(kind.state(), 0L), most);
        }
        byState.entrySet().stream()
                .filter(entry -> RESULTS.stream().noneMatch(kind -> kind.state().equals(entry.getKey())))
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry ->
                        add(tallies, new Kind(entry.getKey(), entry.getKey(), "quiet"), entry.getValue(), most));
        return tallies;
    }

    private static void add(List<Tally> tallies, Kind kind, long amount, long most) {
        if (amount > 0) {
            String number = Words.number(amount) + (amount < most ? "" : "+");
            tallies.add(new Tally(kind.name(), number, kind.tone()));
        }
    }
}
