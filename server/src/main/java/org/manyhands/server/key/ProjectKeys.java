package org.manyhands.server.key;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.protocol.agent.AppVersion;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.crypto.KeyPurpose;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.crypto.SigningKey;
import org.manyhands.protocol.crypto.VerifyingKey;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The project's identifier and its keys. Made at the first start; the root key may be moved offline afterwards, since only
 * its public half, which the database keeps, is needed until a certificate is renewed. Thread-safe.
 */
public final class ProjectKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectKeys.class);
    private static final String ROOT_FILE = "root.key";
    private static final String ID_SETTING = "project.id";
    private static final String ROOT_SETTING = "project.root-key";
    private static final Duration APPLICATION_VALIDITY = Duration.ofDays(365);
    private static final Duration ASSIGNMENT_VALIDITY = Duration.ofDays(30);
    private static final Duration CHECKED_EVERY = Duration.ofMinutes(1);

    private final ProjectDirectory directory;
    private final Clock clock;
    private final String projectId;
    private final VerifyingKey root;
    private final CertifiedKey application;
    private final CertifiedKey assignment;
    private Instant nextCheck = Instant.MIN;
    private @Nullable String toldProblem;

    private ProjectKeys(
            ProjectDirectory directory, Clock clock, SecureRandom random, String projectId, VerifyingKey root) {
        this.directory = directory;
        this.clock = clock;
        this.projectId = projectId;
        this.root = root;
        this.application = new CertifiedKey(
                KeyPurpose.APPLICATION,
                APPLICATION_VALIDITY,
                projectId,
                root,
                key(directory, "application.key", random),
                directory);
        this.assignment = new CertifiedKey(
                KeyPurpose.ASSIGNMENT,
                ASSIGNMENT_VALIDITY,
                projectId,
                root,
                key(directory, "assignment.key", random),
                directory);
    }

    /**
     * Opens the keys, making at a first start what is missing.
     *
     * @throws KeyException when the root key is not the one that this project's hosts have pinned
     */
    public static ProjectKeys open(ProjectDirectory directory, Database database, Clock clock, SecureRandom random) {
        Optional<VerifyingKey> pinned = database.inTransaction(
                        tx -> database.settings().get(tx, ROOT_SETTING))
                .map(VerifyingKey::new);
        VerifyingKey root = pinned.isPresent() && directory.secret(ROOT_FILE).isEmpty()
                ? pinned.get()
                : key(directory, ROOT_FILE, random).verifyingKey();
        byte[] id = new byte[16];
        random.nextBytes(id);
        String projectId = database.inTransaction(tx -> {
            String stored = database.settings().putIfAbsent(tx, ROOT_SETTING, root.hex());
            if (!stored.equals(root.hex())) {
                throw new KeyException("secrets/" + ROOT_FILE + " holds key " + root.fingerprint()
                        + ", but this project's hosts have pinned key "
                        + new VerifyingKey(stored).fingerprint()
                        + "; put the project's own root.key there, or none at all");
            }
            return database.settings()
                    .putIfAbsent(tx, ID_SETTING, HexFormat.of().formatHex(id));
        });
        ProjectKeys keys = new ProjectKeys(directory, clock, random, projectId, root);
        keys.check();
        return keys;
    }

    public String projectId() {
        return projectId;
    }

    /** The key that hosts pin. */
    public VerifyingKey root() {
        return root;
    }

    /** The certificates that hold now, renewed when they run out soon. */
    public synchronized List<Signed> certificates() {
        Instant now = check();
        return Stream.of(application.certificate(now), assignment.certificate(now))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Signs an application version. */
    public synchronized Signed sign(AppVersion version) {
        require(application);
        return application.sign(version);
    }

    /** Signs an assignment. Ask {@link #mayAssign} before. */
    public Signed sign(Assignment order) {
        return assignment.sign(order);
    }

    /** Whether hosts would believe an assignment that is signed now. */
    public synchronized boolean mayAssign() {
        return assignment.certificate(check()).isPresent();
    }

    /** What is wrong with the keys and what to do, in words; empty while all is well. */
    public synchronized Optional<String> problem() {
        Instant now = check();
        return application.problem(now).or(() -> assignment.problem(now));
    }

    /** What should be done soon, in words; empty while there is time. */
    public synchronized Optional<String> warning() {
        Instant now = check();
        return application.warning(now).or(() -> assignment.warning(now));
    }

    private void require(CertifiedKey key) {
        key.problem(check()).ifPresent(words -> {
            throw new RefusedException(
                    ErrorCode.UNAVAILABLE, "the project cannot sign now; its administrator must look at /readyz");
        });
    }

    private synchronized Instant check() {
        Instant now = clock.instant();
        if (now.isBefore(nextCheck)) {
            return now;
        }
        nextCheck = now.plus(CHECKED_EVERY);
        if (application.renewalDue(now) || assignment.renewalDue(now)) {
            directory.secret(ROOT_FILE).map(SigningKey::ofSeed).ifPresent(key -> renew(key, now));
        }
        tell(application
                .problem(now)
                .or(() -> assignment.problem(now))
                .or(() -> application.warning(now))
                .or(() -> assignment.warning(now))
                .orElse(null));
        return now;
    }

    private void renew(SigningKey rootKey, Instant now) {
        if (!rootKey.verifyingKey().equals(root)) {
            LOG.error("secrets/{} is not this project's root key; certificates are not renewed", ROOT_FILE);
            return;
        }
        for (CertifiedKey key : List.of(application, assignment)) {
            if (key.renewalDue(now)) {
                key.renew(rootKey, now);
            }
        }
    }

    /** One line when a problem appears, not one a minute. */
    private void tell(@Nullable String problem) {
        if (problem != null && !problem.equals(toldProblem)) {
            LOG.error("{}", problem);
        }
        toldProblem = problem;
    }

    private static SigningKey key(ProjectDirectory directory, String file, SecureRandom random) {
        try {
            return SigningKey.ofSeed(
                    directory.secret(file, () -> SigningKey.generate(random).seed()));
        } catch (IllegalArgumentException e) {
            throw new KeyException(directory.secrets().resolve(file) + " is damaged: " + e.getMessage()
                    + "; put the project's own key back from a copy");
        }
    }
}
