package org.manyhands.sandbox.engine;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.manyhands.sandbox.Backtrace;

/** Finds the functions of a module in a stack trace of Java: each of them is a method that is named by its index. */
final class GeneratedFrames {
    private static final Pattern FUNCTION = Pattern.compile("func_(\\d{1,9})");

    private GeneratedFrames() {}

    /**
     * Indices of functions, the innermost first, at most one more than a backtrace has. An exception that was thrown
     * on the way out knows less than its cause, but a cause that the JVM keeps ready may know nothing.
     */
    static List<Integer> of(Throwable end) {
        List<Integer> found = List.of();
        for (Throwable each = end; each != null; each = each.getCause()) {
            List<Integer> functions = Stream.of(each.getStackTrace())
                    .map(GeneratedFrames::function)
                    .flatMap(Optional::stream)
                    .limit(Backtrace.MOST_FUNCTIONS + 1L)
                    .toList();
            found = functions.isEmpty() ? found : functions;
        }
        return found;
    }

    private static Optional<Integer> function(StackTraceElement frame) {
        Matcher name = FUNCTION.matcher(frame.getMethodName());
        return name.matches() ? Optional.of(Integer.valueOf(name.group(1))) : Optional.empty();
    }
}
