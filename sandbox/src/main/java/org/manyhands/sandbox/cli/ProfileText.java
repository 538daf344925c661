package org.manyhands.sandbox.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.FunctionFuel;
import org.manyhands.sandbox.RunProfile;

/** Where the fuel of a run went, for a person in lines and for a program as the members of a JSON object. */
final class ProfileText {
    private static final double PERCENT = 100;

    private ProfileText() {}

    static List<String> lines(RunProfile profile, int top) {
        List<FunctionFuel> hottest = hottest(profile);
        long total = Math.max(1, profile.run().fuel());
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%18s %7s %14s  %s", "own fuel", "share", "calls", "function"));
        hottest.stream().limit(top).forEach(each -> lines.add(line(each, total)));
        if (hottest.size() > top) {
            long rest = hottest.stream().skip(top).mapToLong(FunctionFuel::fuel).sum();
            long calls =
                    hottest.stream().skip(top).mapToLong(FunctionFuel::calls).sum();
            lines.add(line(new FunctionFuel((hottest.size() - top) + " other functions", calls, rest), total));
        }
        lines.add(String.format(Locale.ROOT, "%18d %7s %14s  %s", profile.run().fuel(), "", "", "in all"));
        return lines;
    }

    static Map<String, @Nullable Object> json(RunProfile profile) {
        Map<String, @Nullable Object> json = OutcomeText.json(profile.run());
        json.put("functions", hottest(profile).stream().map(ProfileText::json).toList());
        return json;
    }

    private static List<FunctionFuel> hottest(RunProfile profile) {
        return profile.functions().stream()
                .sorted(Comparator.comparingLong(FunctionFuel::fuel).reversed())
                .toList();
    }

    private static String line(FunctionFuel function, long total) {
        return String.format(
                Locale.ROOT,
                "%18d %6.1f%% %14d  %s",
                function.fuel(),
                PERCENT * function.fuel() / total,
                function.calls(),
                DescriptionText.printable(function.name()));
    }

    private static Map<String, Object> json(FunctionFuel function) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", function.name());
        json.put("calls", function.calls());
        json.put("fuel", Long.toString(function.fuel()));
        return json;
    }
}
