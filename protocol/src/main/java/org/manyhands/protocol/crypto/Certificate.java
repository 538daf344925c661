package org.manyhands.protocol.crypto;

import java.time.Instant;

/**
 * The root key's word that another key may sign for a purpose, for a while.
 *
 * @param projectId the project it holds for
 * @param purpose what the key may sign
 * @param key the certified key
 * @param notBeforeMillis start of validity, milliseconds since 1970 UTC
 * @param notAfterMillis end of validity
 */
public record Certificate(
        String projectId, KeyPurpose purpose, VerifyingKey key, long notBeforeMillis, long notAfterMillis) {

    /**
     * Opens a certificate that the root signed and returns the key it certifies.
     *
     * @throws SignatureException when it is not the root's, not for this project and purpose, or not valid now
     */
    public static VerifyingKey verify(
            Signed envelope, VerifyingKey root, String projectId, KeyPurpose purpose, Instant now)
            throws SignatureException {
        Certificate certificate = open(envelope, root, projectId, purpose);
        if (!certificate.holds(now)) {
            throw new SignatureException("the certificate of the project's " + purpose + " key is valid from "
                    + Instant.ofEpochMilli(certificate.notBeforeMillis()) + " to "
                    + Instant.ofEpochMilli(certificate.notAfterMillis()) + ", and this computer's clock says " + now);
        }
        return certificate.key();
    }

    /**
     * Opens a certificate that the root signed, whether it holds now or not.
     *
     * @throws SignatureException when it is not the root's, or not for this project and purpose
     */
    public static Certificate open(Signed envelope, VerifyingKey root, String projectId, KeyPurpose purpose)
            throws SignatureException {
        Certificate certificate = envelope.open(KeyPurpose.ROOT, root, Certificate.class);
        if (!certificate.projectId().equals(projectId) || certificate.purpose() != purpose) {
            throw new SignatureException("the certificate is for " + certificate.purpose() + " of project "
                    + certificate.projectId() + ", not for " + purpose + " of project " + projectId);
        }
        return certificate;
    }

    /** Whether it is valid at this time. */
    public boolean holds(Instant now) {
        long millis = now.toEpochMilli();
        return millis >= notBeforeMillis && millis <= notAfterMillis;
    }
}
