package org.manyhands.agent.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.manyhands.agent.AgentException;
import org.manyhands.agent.project.AttachOptions;
import org.manyhands.agent.project.Attached;
import org.manyhands.agent.project.Attachment;
import org.manyhands.agent.project.ProjectAddress;
import org.manyhands.agent.project.ProjectState;
import org.manyhands.agent.project.ThisComputer;
import org.manyhands.agent.terminal.Printable;
import org.manyhands.protocol.agent.WorkChoice;
import org.manyhands.protocol.crypto.VerifyingKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code agent attach URL}. */
@Command(name = "attach", description = "Makes this computer a host of a project.", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init")
final class AttachCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private AgentMain agent;

    @Parameters(paramLabel = "URL", description = "the project's address")
    private String url;

    @Option(
            names = "--name",
            paramLabel = "HOSTNAME",
            description = "what to call this computer there (default: its name in the network)")
    private @Nullable String name;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "name of the account to make (default: a name is made up)")
    private @Nullable String account;

    @Option(names = "--token", paramLabel = "TOKEN", description = "token of an account to join instead")
    private @Nullable String token;

    @Option(names = "--join-key", paramLabel = "KEY", description = "where the project asks for one")
    private @Nullable String joinKey;

    @Option(
            names = "--root-key",
            paramLabel = "HEX",
            description = "the project's root key as its people published it (default: trust the one it shows now)")
    private @Nullable String rootKey;

    @Mixin
    private final ChoiceOptions chosen = new ChoiceOptions();

    @Option(names = "--insecure-http", description = "allow plain HTTP to another machine")
    private boolean insecureHttp;

    @Override
    public Integer call() throws Exception {
        if (account != null && token != null) {
            throw new ParameterException(
                    spec.commandLine(), "--account makes a new account and --token joins one: give one of them");
        }
        AttachOptions options = new AttachOptions(
                address(), name == null ? ThisComputer.name() : name, account, token, joinKey, pinned(), choice());
        Attached attached = new Attachment(agent.home(), Clock.systemUTC(), new SecureRandom()).attach(options);
        show(attached);
        return 0;
    }

    private @Nullable WorkChoice choice() {
        return chosen.given() ? chosen.over(WorkChoice.STANDARD, spec.commandLine()) : null;
    }

    private URI address() {
        try {
            return ProjectAddress.parse(url, insecureHttp);
        } catch (AgentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private @Nullable VerifyingKey pinned() {
        if (rootKey == null) {
            return null;
        }
        try {
            return new VerifyingKey(rootKey.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--root-key: " + e.getMessage(), e);
        }
    }

    private void show(Attached attached) {
        ProjectState state = attached.state();
        PrintWriter out = spec.commandLine().getOut();
        out.println("attached to " + Printable.of(state.projectName()) + " at " + state.url());
        out.println("  root key   " + state.rootKey().fingerprint() + " (pinned; all of it: " + state.rootKey() + ")");
        out.println("  account    " + Printable.of(state.accountName()));
        out.println("  host       " + state.hostId() + ", shown as " + Printable.of(state.hostName()));
        if (attached.newAccountToken() != null) {
            out.println("  token      " + Printable.of(attached.newAccountToken()) + " (kept in " + attached.tokenFile()
                    + "; joins further computers with --token)");
        }
        out.println("start working with: manyhands agent run" + agent.again());
        out.flush();
    }
}
