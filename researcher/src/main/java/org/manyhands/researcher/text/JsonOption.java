package org.manyhands.researcher.text;

import org.manyhands.protocol.json.Json;
import picocli.CommandLine.Option;

/** {@code --json} of a command that shows one value. */
public final class JsonOption {
    @Option(names = "--json", description = "prints one line of JSON")
    private boolean json;

    /** Prints the value when JSON is asked for; false when it is to be told in words. */
    public boolean prints(Object value, Console console) {
        if (json) {
            console.line(Json.write(value));
        }
        return json;
    }
}
