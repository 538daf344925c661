package org.manyhands.researcher.account;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.AccountView;
import org.manyhands.protocol.research.Grant;
import org.manyhands.protocol.research.JoinKeyView;
import org.manyhands.protocol.research.NewJoinKey;
import org.manyhands.protocol.research.SignUp;
import org.manyhands.researcher.CommandException;
import org.manyhands.researcher.ExitCode;
import org.manyhands.researcher.api.ProjectClient;
import org.manyhands.researcher.connection.ConnectionOptions;
import org.manyhands.researcher.connection.SavedConnection;
import org.manyhands.researcher.connection.Surroundings;
import org.manyhands.researcher.text.Console;
import org.manyhands.researcher.text.Credits;
import org.manyhands.researcher.text.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code account}: sign-up, balance, grants. */
@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "new|show|grant|join-key",
        description = {
            "Signs up at a project, shows what you may spend; administrators grant credit and hand out join keys.",
            "The connection is saved in client.json below MANYHANDS_CONFIG, else below ~/.manyhands, for you alone to read."
        })
public final class AccountCommand {
    private final Surroundings surroundings;

    public AccountCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Command(name = "new", mixinStandardHelpOptions = true, description = "Signs up and saves the connection.")
    int create(
            @Parameters(paramLabel = "NAME", description = "name of the account") String name,
            @Option(names = "--join-key", paramLabel = "KEY", description = "where the project asks for one") @Nullable
                    String joinKey,
            @Option(names = "--json", description = "prints the account, token and all, as one line of JSON")
                    boolean json,
            @Mixin ConnectionOptions connection)
            throws IOException, CommandException {
        URI url = connection.url(surroundings);
        AccountView account = new ProjectClient(url, null).signUp(new SignUp(name, joinKey));
        if (account.token() == null) {
            throw new IOException(
                    "the project made account '" + account.name() + "' without a token; nothing was saved");
        }
        Path file = ConnectionOptions.file(surroundings);
        Optional<Path> older = new SavedConnection(url.toString(), account.name(), account.token()).write(file);
        Console console = surroundings.console();
        if (json) {
            console.line(Json.write(account));
            return ExitCode.OK;
        }
        console.line("Account '" + account.name() + "' at " + url + " has "
                + Credits.words(account.availableMicrocredits()) + " to spend.");
        console.line("Its token is saved in " + file + "; whoever has it can spend them.");
        older.ifPresent(path -> console.line("The connection that was saved before is now " + path + "."));
        return ExitCode.OK;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows what you may spend and store.")
    int show(
            @Option(names = "--json", description = "prints one line of JSON") boolean json,
            @Mixin ConnectionOptions connection)
            throws IOException, CommandException {
        AccountView account = connection.account(surroundings).account();
        Console console = surroundings.console();
        if (json) {
            console.line(Json.write(account));
            return ExitCode.OK;
        }
        console.line("Account '" + account.name() + "' at " + connection.url(surroundings)
                + (account.administrator() ? ", an administrator" : ""));
        console.line("  to spend  " + Credits.words(account.availableMicrocredits()));
        console.line("  stored    " + Sizes.words(account.storedBytes()) + " of " + Sizes.words(account.quotaBytes()));
        return ExitCode.OK;
    }

    @Command(
            name = "grant",
            mixinStandardHelpOptions = true,
            description = "Issues credit to an account; for administrators, with the token that 'up' printed.")
    int grant(
            @Parameters(paramLabel = "NAME", description = "name of the account") String name,
            @Parameters(paramLabel = "CREDITS", description = "how many, such as 500 or 0.25") String credits,
            @Option(names = "--json", description = "prints one line of JSON") boolean json,
            @Mixin ConnectionOptions connection)
            throws IOException, CommandException {
        Grant grant = new Grant(name, amount(credits), UUID.randomUUID().toString());
        AccountView account = connection.account(surroundings).grant(grant);
        surroundings
                .console()
                .line(
                        json
                                ? Json.write(account)
                                : "Account '" + account.name() + "' was granted " + Credits.words(grant.microcredits())
                                        + " and has " + Credits.words(account.availableMicrocredits()) + " to spend.");
        return ExitCode.OK;
    }

    @Command(
            name = "join-key",
            mixinStandardHelpOptions = true,
            description = "Makes a key that opens new accounts where the project asks for one; for administrators.")
    int joinKey(
            @Parameters(paramLabel = "LABEL", description = "for whom it is") String label,
            @Option(
                            names = "--uses",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "how many accounts it may open (default: ${DEFAULT-VALUE})")
                    int uses,
            @Option(names = "--json", description = "prints one line of JSON") boolean json,
            @Mixin ConnectionOptions connection)
            throws IOException, CommandException {
        JoinKeyView made = connection.account(surroundings).createJoinKey(new NewJoinKey(label, uses));
        surroundings
                .console()
                .line(
                        json
                                ? Json.write(made)
                                : "Join key for '" + made.label() + "', good for " + made.uses()
                                        + (made.uses() == 1 ? " account" : " accounts") + ", shown only now: "
                                        + made.key());
        return ExitCode.OK;
    }

    private static long amount(String text) throws CommandException {
        try {
            long microcredits = Credits.parse(text);
            if (microcredits > 0) {
                return microcredits;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message below.
        }
        throw CommandException.misused(
                "'" + text
                        + "' is not an amount of credits; expected a number above 0 with at most six decimals, such as 500 or 0.25");
    }
}
