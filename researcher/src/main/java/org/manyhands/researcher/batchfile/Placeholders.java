package org.manyhands.researcher.batchfile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.manyhands.protocol.config.ConfigException;
import org.manyhands.protocol.config.NearestName;
import org.manyhands.protocol.research.BatchSpec.Grid.Parameter;
import org.manyhands.researcher.batchfile.BatchFile.Cut;
import org.manyhands.researcher.batchfile.BatchFile.Grid;
import org.manyhands.researcher.batchfile.YamlNode.Scalar;

/** Names in braces, which the project replaces for each work unit. A misspelt one would reach the program as it stands. */
final class Placeholders {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(" + NAME.pattern() + ")\\}");

    private Placeholders() {}

    /** What every work unit has. */
    static final List<String> ALWAYS = List.of("from", "to", "unit");

    /** True for what may name a parameter. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches() && !ALWAYS.contains(text);
    }

    /** Refuses a name in braces that nothing replaces. */
    static void check(String file, List<Scalar> arguments, Cut cut) throws ConfigException {
        List<String> known = known(cut);
        for (Scalar argument : arguments) {
            Matcher matcher = PLACEHOLDER.matcher(argument.text());
            while (matcher.find()) {
                String name = matcher.group(1);
                if (!known.contains(name)) {
                    String hint = NearestName.of(name, known)
                            .map(nearest -> "did you mean '{" + nearest + "}'? ")
                            .orElse("");
                    throw Section.mistake(
                            file,
                            argument,
                            "key 'args': nothing replaces '{" + name + "}'; " + hint + "expected here: " + braces(known)
                                    + remark(cut, name));
                }
            }
        }
    }

    private static List<String> known(Cut cut) {
        List<String> known = new ArrayList<>(ALWAYS);
        if (cut instanceof Grid grid && grid.perUnit() == 1) {
            grid.parameters().forEach(parameter -> known.add(parameter.name()));
        }
        return known;
    }

    private static String remark(Cut cut, String name) {
        boolean parameter = cut instanceof Grid grid
                && grid.parameters().stream().map(Parameter::name).anyMatch(name::equals);
        return parameter
                ? "; with per-unit above 1 a work unit has several values of it, in /in/" + CutReader.PARAMETERS_FILE
                : "";
    }

    private static String braces(List<String> names) {
        return String.join(", ", names.stream().map(name -> "{" + name + "}").toList());
    }
}
