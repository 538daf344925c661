package org.manyhands.server.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.protocol.crypto.Certificate;
import org.manyhands.protocol.crypto.KeyPurpose;
import org.manyhands.protocol.crypto.SignatureException;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.crypto.SigningKey;
import org.manyhands.protocol.crypto.VerifyingKey;
import org.manyhands.protocol.json.Json;

/** A key with its certificate, both in {@code secrets/}. Not thread-safe. */
final class CertifiedKey {
    /** Allows for clocks of agents that are behind. */
    private static final Duration EARLIER = Duration.ofDays(1);

    private static final Duration RENEWED_BEFORE = Duration.ofDays(10);

    private final KeyPurpose purpose;
    private final Duration validity;
    private final String projectId;
    private final VerifyingKey root;
    private final SigningKey key;
    private final Path file;
    private @Nullable Signed certificate;

    /** What the certificate says; null when there is none, or none of the root key for this key. */
    private @Nullable Certificate certified;

    CertifiedKey(
            KeyPurpose purpose,
            Duration validity,
            String projectId,
            VerifyingKey root,
            SigningKey key,
            ProjectDirectory directory) {
        this.purpose = purpose;
        this.validity = validity;
        this.projectId = projectId;
        this.root = root;
        this.key = key;
        this.file = directory.secrets().resolve(name() + ".certificate");
        take(read());
    }

    /** The certificate, when it holds now. */
    Optional<Signed> certificate(Instant now) {
        return holds(now) ? Optional.ofNullable(certificate) : Optional.empty();
    }

    /** Signs as this key's purpose has it. */
    Signed sign(Object payload) {
        return Signed.sign(purpose, payload, key);
    }

    /** True when it does not hold, or not for long. */
    boolean renewalDue(Instant now) {
        return !holds(now) || !holds(now.plus(RENEWED_BEFORE));
    }

    /** Makes a new certificate and stores it. */
    void renew(SigningKey rootKey, Instant now) {
        Certificate fresh = new Certificate(
                projectId,
                purpose,
                key.verifyingKey(),
                now.minus(EARLIER).toEpochMilli(),
                now.plus(validity).toEpochMilli());
        Signed signed = Signed.sign(KeyPurpose.ROOT, fresh, rootKey);
        write(Json.write(signed));
        take(signed);
    }

    /** What an administrator is to know and do; empty while all is well. */
    Optional<String> problem(Instant now) {
        if (holds(now)) {
            return Optional.empty();
        }
        return Optional.of(
                "the certificate of the " + name() + " key (" + file + ") "
                        + (certified == null ? "is missing or not the root key's" : "has run out")
                        + " and secrets/root.key is not there to renew it; put root.key back, and it is renewed within a minute");
    }

    /** What an administrator should do before it runs out; empty while there is time, and when it has run out. */
    Optional<String> warning(Instant now) {
        Certificate known = certified;
        return known != null && known.holds(now) && renewalDue(now)
                ? Optional.of("the certificate of the " + name() + " key runs out at "
                        + Instant.ofEpochMilli(known.notAfterMillis())
                        + " and secrets/root.key is not there to renew it; put root.key back, and it is renewed within a"
                        + " minute")
                : Optional.empty();
    }

    private String name() {
        return purpose.name().toLowerCase(Locale.ROOT);
    }

    private boolean holds(Instant now) {
        return certified != null && certified.holds(now);
    }

    /** Verifies a certificate once, and not each time that somebody asks whether it holds. */
    private void take(@Nullable Signed signed) {
        certificate = signed;
        certified = null;
        if (signed != null) {
            try {
                Certificate opened = Certificate.open(signed, root, projectId, purpose);
                if (opened.key().equals(key.verifyingKey())) {
                    certified = opened;
                }
            } catch (SignatureException e) {
                // It counts for nothing, and problem() says so.
            }
        }
    }

    private @Nullable Signed read() {
        try {
            return Files.exists(file) ? Json.read(Files.readString(file, StandardCharsets.UTF_8), Signed.class) : null;
        } catch (org.manyhands.protocol.json.MalformedJsonException e) {
            throw new KeyException(file + " is damaged: " + e.getMessage()
                    + "; delete it, put secrets/root.key back and start again, and it is made anew");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void write(String text) {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(temporary, text, StandardCharsets.UTF_8);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
