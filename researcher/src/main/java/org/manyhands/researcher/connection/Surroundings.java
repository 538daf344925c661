package org.manyhands.researcher.connection;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.manyhands.researcher.text.Console;

/**
 * What a command finds around it.
 *
 * @param environment environment variables
 * @param console the terminal
 * @param clock of this machine, for what is shown only
 * @param pause lets time pass
 */
public record Surroundings(Map<String, String> environment, Console console, Clock clock, Pause pause) {
    /** Lets time pass. */
    public interface Pause {
        void millis(long millis) throws InterruptedException;
    }

    public static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(), Console.ofProcess(), Clock.system(ZoneId.systemDefault()), Thread::sleep);
    }

    /** A variable's value, when it is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
