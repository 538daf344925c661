package org.manyhands.db.workunit.cut;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a work unit's own words into its arguments. */
final class Arguments {
    private static final Pattern WORD = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_.-]*)}");

    private Arguments() {}

    /** Replaces the names in braces that are known, each once: what stands in a value is not looked at again. */
    static List<String> fill(List<String> templates, Map<String, String> words) {
        List<String> filled = new ArrayList<>(templates.size());
        for (String template : templates) {
            filled.add(WORD.matcher(template)
                    .replaceAll(found -> Matcher.quoteReplacement(words.getOrDefault(found.group(1), found.group()))));
        }
        return List.copyOf(filled);
    }

    /** True when an argument has the name in braces. */
    static boolean mention(List<String> templates, String name) {
        return templates.stream().anyMatch(template -> template.contains("{" + name + "}"));
    }
}
