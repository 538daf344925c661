package org.manyhands.researcher.connection;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.config.RunningProject;
import org.manyhands.researcher.CommandException;
import org.manyhands.researcher.api.ProjectClient;
import picocli.CommandLine.Option;

/** Which project, as whom: an option, else a variable of the environment, else what {@code account new} saved. */
public final class ConnectionOptions {
    /** Where {@code up} listens unless it is told otherwise. */
    public static final String DEFAULT_URL = "http://127.0.0.1:8080";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the project; else MANYHANDS_URL, else the saved one, else the one that runs here, else "
                    + DEFAULT_URL)
    private @Nullable String url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "whose account; else MANYHANDS_TOKEN, else what 'account new' saved")
    private @Nullable String token;

    /** The project as somebody whose token, if there is one, goes along. */
    public ProjectClient anybody(Surroundings surroundings) throws IOException, CommandException {
        URI base = url(surroundings);
        return new ProjectClient(base, token(surroundings, base).orElse(null));
    }

    /** The project as an account; without a token nothing is sent. */
    public ProjectClient account(Surroundings surroundings) throws IOException, CommandException {
        URI base = url(surroundings);
        Optional<String> found = token(surroundings, base);
        if (found.isEmpty()) {
            throw CommandException.misused("you have no account at " + base
                    + " yet: sign up with ./manyhands account new NAME --url " + base
                    + ", or give your token with --token or MANYHANDS_TOKEN");
        }
        return new ProjectClient(base, found.get());
    }

    /** The project's base URL. */
    public URI url(Surroundings surroundings) throws IOException, CommandException {
        Optional<String> given = Optional.ofNullable(url).or(() -> surroundings.variable("MANYHANDS_URL"));
        if (given.isPresent()) {
            return base(given.get());
        }
        Optional<String> saved = SavedConnection.read(file(surroundings)).map(SavedConnection::url);
        return base(saved.isPresent() ? saved.get() : running(surroundings).orElse(DEFAULT_URL));
    }

    /** The one project that this user has running on this machine, if it is one. */
    private static Optional<String> running(Surroundings surroundings) throws IOException {
        Path folder = surroundings
                .variable(RunningProject.FOLDER_VARIABLE)
                .map(Path::of)
                .orElseGet(RunningProject::standardFolder);
        List<RunningProject> alive = RunningProject.alive(folder);
        return alive.size() == 1 ? Optional.of(alive.get(0).url()) : Optional.empty();
    }

    /** Where connections are saved. */
    public static Path file(Surroundings surroundings) {
        return SavedConnection.file(surroundings.variable("MANYHANDS_CONFIG"));
    }

    /** A saved token goes to the project that gave it and to no other. */
    private Optional<String> token(Surroundings surroundings, URI base) throws IOException {
        Optional<String> given = Optional.ofNullable(token).or(() -> surroundings.variable("MANYHANDS_TOKEN"));
        if (given.isPresent()) {
            return given;
        }
        return SavedConnection.read(file(surroundings))
                .filter(saved -> saved.url().equals(base.toString()))
                .map(SavedConnection::token);
    }

    private static URI base(String text) throws CommandException {
        String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        try {
            URI uri = new URI(trimmed);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getPath().isEmpty() && uri.getQuery() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Falls through to the one message below.
        }
        throw CommandException.misused("'" + text
                + "' is not the address of a project; expected http:// or https:// with host and port, such as "
                + DEFAULT_URL);
    }
}
