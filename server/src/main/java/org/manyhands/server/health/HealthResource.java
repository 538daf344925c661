package org.manyhands.server.health;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.manyhands.db.Database;
import org.manyhands.server.key.ProjectKeys;

/** {@code /healthz}: the process lives. {@code /readyz}: it can do its work, or why not. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
    private final Database database;
    private final java.nio.file.Path fileStore;
    private final ProjectKeys keys;

    public HealthResource(Database database, java.nio.file.Path fileStore, ProjectKeys keys) {
        this.database = database;
        this.fileStore = fileStore;
        this.keys = keys;
    }

    @GET
    @Path("healthz")
    public Health alive() {
        return new Health(true, List.of(), List.of());
    }

    @GET
    @Path("readyz")
    public Response ready() {
        List<String> problems = new ArrayList<>();
        databaseProblem().ifPresent(problems::add);
        fileStoreProblem().ifPresent(problems::add);
        keys.problem().ifPresent(problems::add);
        return Response.status(problems.isEmpty() ? 200 : 503)
                .entity(new Health(
                        problems.isEmpty(), problems, keys.warning().stream().toList()))
                .build();
    }

    private Optional<String> databaseProblem() {
        try {
            database.inTransaction(tx -> tx.nowMillis());
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of("the database cannot be used: " + e.getMessage());
        }
    }

    private Optional<String> fileStoreProblem() {
        try {
            Files.delete(Files.createTempFile(fileStore, "ready", ""));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the file store " + fileStore + " cannot be written: " + e.getMessage());
        }
    }

    /**
     * The answer.
     *
     * @param problems in words, with what to do; empty when all is well
     * @param warnings what becomes a problem unless something is done
     */
    public record Health(boolean ok, List<String> problems, List<String> warnings) {}
}
