package org.manyhands.sandbox.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;

/** The one object on standard output that {@code --json} promises, also when the command was used wrongly. */
final class JsonObject {
    static final String OPTION = "--json";

    private JsonObject() {}

    static void print(Object object) throws IOException {
        PrintStream stdout = System.out;
        stdout.write(new ObjectMapper().writeValueAsBytes(object));
        stdout.println();
        stdout.flush();
    }

    /** Whether a command line that could not be understood asks for it; what follows {@code --} is the program's. */
    static boolean wanted(String[] arguments) {
        return Arrays.stream(arguments).takeWhile(each -> !each.equals("--")).anyMatch(OPTION::equals);
    }
}
