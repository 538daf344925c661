package org.manyhands.server.research;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.application.AppVersionRow.Verifier;
import org.manyhands.db.file.Blob;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.cut.InputPaths;
import org.manyhands.protocol.agent.AppVersion;
import org.manyhands.protocol.agent.Channel;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.research.NewAppVersion;
import org.manyhands.sandbox.Instrumented;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.server.account.Requests;
import org.manyhands.server.key.ProjectKeys;

/** A new application version: its module checked and rewritten in a slot, then signed. The same again answers what is there. */
public final class CreateAppVersion {
    private static final int LONGEST_NAME = 80;
    private static final int MOST_ARGUMENTS = 1_000;

    private final Database database;
    private final FileStore files;
    private final ProjectKeys keys;
    private final SlotRoom slots;
    private final Instrumentation instrumentation;

    public CreateAppVersion(
            Database database, FileStore files, ProjectKeys keys, SlotRoom slots, Instrumentation instrumentation) {
        this.database = database;
        this.files = files;
        this.keys = keys;
        this.slots = slots;
        this.instrumentation = instrumentation;
    }

    Created create(Account owner, NewAppVersion request) {
        Wanted wanted = new Wanted(
                Requests.text("name", request.name(), LONGEST_NAME),
                Requests.text("version", request.version(), LONGEST_NAME),
                request.moduleSha256(),
                List.copyOf(Objects.requireNonNullElse(request.arguments(), List.of())),
                files(request),
                request.verifierSha256(),
                channel(request.channel()));
        Optional<AppVersionRow> present = present(owner, wanted);
        if (present.isPresent()) {
            return new Created(present.get(), false);
        }
        Instrumented module = slots.use(slot -> instrumentation.instrument(slot, wanted.moduleSha256()));
        Instrumented verifier = wanted.verifierSha256() == null ? null : verifier(wanted.verifierSha256());
        return database.inTransaction(tx -> find(tx, owner, wanted)
                .map(row -> new Created(row, false))
                .orElseGet(() -> new Created(store(tx, owner, wanted, module, verifier), true)));
    }

    /** Checked like any module; a refusal says that it is the verifier's. */
    private Instrumented verifier(String sourceSha256) {
        return slots.use(slot -> {
            try {
                return instrumentation.instrument(slot, sourceSha256);
            } catch (ModuleRefusedException e) {
                throw new RefusedException(
                        ErrorCode.MODULE_REFUSED, "the verifier's module is refused: " + e.getMessage());
            }
        });
    }

    private List<InputReference> files(NewAppVersion request) {
        Map<String, String> byPath = Objects.requireNonNullElse(request.files(), Map.of());
        if (request.arguments() != null && request.arguments().size() > MOST_ARGUMENTS) {
            throw new RefusedException(
                    ErrorCode.MALFORMED_REQUEST,
                    "'arguments' has " + request.arguments().size() + " entries; at most " + MOST_ARGUMENTS);
        }
        InputPaths paths = new InputPaths();
        byPath.keySet().forEach(path -> paths.add(path, "the application version"));
        paths.requireNoFileIsAFolder();
        if (request.verifierSha256() != null) {
            VerifiedInputs.require("the application version", byPath.keySet());
        }
        return database.inTransaction(tx -> {
            SharedFiles.require(database, files, tx, request.moduleSha256(), "the module");
            if (request.verifierSha256() != null) {
                SharedFiles.require(database, files, tx, request.verifierSha256(), "the verifier's module");
            }
            return SharedFiles.require(database, files, tx, byPath).entrySet().stream()
                    .map(file -> whole(file.getKey(), file.getValue()))
                    .toList();
        });
    }

    private Optional<AppVersionRow> present(Account owner, Wanted wanted) {
        return database.inTransaction(tx -> find(tx, owner, wanted));
    }

    private Optional<AppVersionRow> find(Tx tx, Account owner, Wanted wanted) {
        Optional<AppVersionRow> found = database.applications().find(tx, owner.id(), wanted.name(), wanted.version());
        if (found.isPresent() && !wanted.sameAs(found.get())) {
            throw new RefusedException(
                    ErrorCode.NAME_TAKEN,
                    "version '" + wanted.version() + "' of application '" + wanted.name()
                            + "' is there with another module, other files, other arguments or another verifier; give another version");
        }
        return found;
    }

    private AppVersionRow store(
            Tx tx, Account owner, Wanted wanted, Instrumented module, @Nullable Instrumented verifier) {
        database.blobs().add(tx, module.module(), module.bytes(), null, false);
        database.blobs().reference(tx, module.module());
        database.blobs().reference(tx, wanted.moduleSha256());
        if (verifier != null) {
            database.blobs().add(tx, verifier.module(), verifier.bytes(), null, false);
            database.blobs().reference(tx, verifier.module());
            database.blobs().reference(tx, verifier.source());
        }
        wanted.files().stream()
                .map(InputReference::sha256)
                .sorted()
                .forEach(sha256 -> database.blobs().reference(tx, sha256));
        AppVersionId id = database.applications().nextVersionId();
        Signed envelope = keys.sign(new AppVersion(
                keys.projectId(),
                id,
                wanted.name(),
                wanted.version(),
                module.source(),
                module.module(),
                module.bytes(),
                module.weightsVersion(),
                wanted.files()));
        AppVersionRow stable = database.applications()
                .create(
                        tx,
                        id,
                        owner.id(),
                        wanted.name(),
                        wanted.version(),
                        module.source(),
                        module.module(),
                        module.weightsVersion(),
                        wanted.arguments(),
                        wanted.files(),
                        envelope,
                        verifier == null ? null : new Verifier(verifier.source(), verifier.module()));
        if (wanted.channel() == Channel.STABLE) {
            return stable;
        }
        database.applications().move(tx, id, wanted.channel());
        return database.applications().version(tx, id).orElseThrow();
    }

    /** The channel of that label. */
    static Channel channel(@Nullable String label) {
        return label == null
                ? Channel.STABLE
                : Channel.named(label)
                        .orElseThrow(() -> new RefusedException(
                                ErrorCode.MALFORMED_REQUEST,
                                "'channel' is '" + label + "'; expected alpha, beta or stable"));
    }

    private static InputReference whole(String path, Blob blob) {
        return InputReference.whole(path, blob.sha256(), blob.bytes());
    }

    /**
     * What came of it.
     *
     * @param fresh false when the same version was there
     */
    record Created(AppVersionRow version, boolean fresh) {}

    /** The request, checked. */
    private record Wanted(
            String name,
            String version,
            String moduleSha256,
            List<String> arguments,
            List<InputReference> files,
            @Nullable String verifierSha256,
            Channel channel) {
        boolean sameAs(AppVersionRow row) {
            return row.sourceSha256().equals(moduleSha256)
                    && row.arguments().equals(arguments)
                    && row.files().equals(files)
                    && Objects.equals(
                            row.verifier() == null ? null : row.verifier().sourceSha256(), verifierSha256);
        }
    }
}
