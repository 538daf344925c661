package org.manyhands.agent.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.manyhands.agent.AgentException;
import org.manyhands.agent.home.DurableFile;
import org.manyhands.protocol.agent.WorkChoice;
import org.manyhands.protocol.crypto.SigningKey;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.json.MalformedJsonException;

/** What the agent keeps of one project; every change lasts when the method returns. */
public final class ProjectDirectory {
    private final Path directory;

    /** The directory need not exist before something is written. */
    public ProjectDirectory(Path directory) {
        this.directory = directory;
    }

    public Path path() {
        return directory;
    }

    public Path tasks() {
        return directory.resolve("tasks");
    }

    /** True once {@link #save} was called. */
    public boolean attached() {
        return Files.exists(stateFile());
    }

    public ProjectState load() throws IOException, AgentException {
        return read(stateFile(), ProjectState.class);
    }

    public void save(ProjectState state) throws IOException {
        DurableFile.makeDirectory(directory);
        DurableFile.write(stateFile(), Json.write(state));
    }

    /** The host's key at this project, made at the first call. */
    public SigningKey key(SecureRandom random) throws IOException, AgentException {
        Path file = directory.resolve("host.key");
        if (!Files.exists(file)) {
            DurableFile.makeDirectory(directory);
            DurableFile.write(file, SigningKey.generate(random).seed() + "\n");
        }
        try {
            // A charset that takes any byte: what is damaged is told as a key that is none.
            return SigningKey.ofSeed(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw new AgentException(file + " is damaged: " + e.getMessage() + "; delete " + directory
                    + " and attach again as a new host");
        }
    }

    /** Keeps the account's token and says where. */
    public Path saveToken(String token) throws IOException {
        Path file = directory.resolve("account.token");
        DurableFile.write(file, token + "\n");
        return file;
    }

    /** Which work the owner lends this computer to; all of it until something was chosen. */
    public WorkChoice choice() throws IOException, AgentException {
        return Files.exists(choiceFile()) ? read(choiceFile(), WorkChoice.class) : WorkChoice.STANDARD;
    }

    /** Goes with every call from now on, of an agent that runs as well. */
    public void saveChoice(WorkChoice choice) throws IOException {
        DurableFile.write(choiceFile(), Json.write(choice));
    }

    /** The call that was sent and not answered, if there is one. */
    public Optional<PendingCall> pendingCall() throws IOException, AgentException {
        return Files.exists(callFile()) ? Optional.of(read(callFile(), PendingCall.class)) : Optional.empty();
    }

    public void savePending(PendingCall call) throws IOException {
        DurableFile.write(callFile(), Json.write(call));
    }

    public void clearPending() throws IOException {
        Files.deleteIfExists(callFile());
    }

    private Path stateFile() {
        return directory.resolve("project.json");
    }

    private Path choiceFile() {
        return directory.resolve("choice.json");
    }

    private Path callFile() {
        return directory.resolve("call.json");
    }

    private static <T> T read(Path file, Class<T> type) throws IOException, AgentException {
        try {
            return Json.read(Files.readAllBytes(file), type);
        } catch (MalformedJsonException e) {
            throw new AgentException(
                    file + " is damaged: " + e.getMessage() + "; delete " + file.getParent()
                            + " and attach again as a new host",
                    e);
        }
    }
}
