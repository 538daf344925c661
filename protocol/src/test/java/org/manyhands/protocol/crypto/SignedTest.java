package org.manyhands.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.manyhands.protocol.json.Json;

class SignedTest {
    private static final SigningKey ROOT = SigningKey.generate(new SecureRandom());
    private static final SigningKey OTHER = SigningKey.generate(new SecureRandom());
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Certificate CERTIFICATE = new Certificate(
            "project-1",
            KeyPurpose.ASSIGNMENT,
            OTHER.verifyingKey(),
            NOW.minusSeconds(60).toEpochMilli(),
            NOW.plusSeconds(60).toEpochMilli());

    /** RFC 8032, section 7.1, test 2. */
    @Test
    void signs_as_the_rfc_does() {
        SigningKey key = SigningKey.ofSeed("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");

        assertThat(key.verifyingKey().hex())
                .isEqualTo("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        assertThat(key.sign(new byte[] {0x72}))
                .isEqualTo("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    }

    @Test
    void opens_what_was_signed_also_after_a_trip_as_json() throws Exception {
        Signed sent = Signed.sign(KeyPurpose.ROOT, CERTIFICATE, ROOT);

        Signed received = Json.read(Json.write(sent), Signed.class);

        assertThat(received.open(KeyPurpose.ROOT, ROOT.verifyingKey(), Certificate.class))
                .isEqualTo(CERTIFICATE);
        assertThat(Certificate.verify(received, ROOT.verifyingKey(), "project-1", KeyPurpose.ASSIGNMENT, NOW))
                .isEqualTo(OTHER.verifyingKey());
    }

    @Test
    void refuses_an_altered_payload() {
        Signed sent = Signed.sign(KeyPurpose.ROOT, CERTIFICATE, ROOT);
        Signed altered = new Signed(sent.payload().replace("project-1", "project-2"), sent.key(), sent.signature());

        assertThatThrownBy(() -> altered.open(KeyPurpose.ROOT, ROOT.verifyingKey(), Certificate.class))
                .isInstanceOf(SignatureException.class)
                .hasMessageContaining("altered");
    }

    @Test
    void refuses_another_key_and_another_purpose() {
        Signed sent = Signed.sign(KeyPurpose.ROOT, CERTIFICATE, OTHER);

        assertThatThrownBy(() -> sent.open(KeyPurpose.ROOT, ROOT.verifyingKey(), Certificate.class))
                .hasMessageContaining(ROOT.verifyingKey().fingerprint());
        assertThatThrownBy(() -> sent.open(KeyPurpose.APPLICATION, OTHER.verifyingKey(), Certificate.class))
                .isInstanceOf(SignatureException.class);
    }

    @Test
    void a_certificate_holds_for_its_project_purpose_and_time_only() {
        Signed sent = Signed.sign(KeyPurpose.ROOT, CERTIFICATE, ROOT);

        assertThatThrownBy(() -> Certificate.verify(sent, ROOT.verifyingKey(), "project-2", KeyPurpose.ASSIGNMENT, NOW))
                .hasMessageContaining("project-2");
        assertThatThrownBy(
                        () -> Certificate.verify(sent, ROOT.verifyingKey(), "project-1", KeyPurpose.APPLICATION, NOW))
                .hasMessageContaining("APPLICATION");
        assertThatThrownBy(() -> Certificate.verify(
                        sent, ROOT.verifyingKey(), "project-1", KeyPurpose.ASSIGNMENT, NOW.plusSeconds(61)))
                .hasMessageContaining("clock");
    }

    @Test
    void nonsense_is_no_signature_and_no_key() {
        assertThat(ROOT.verifyingKey().verifies(new byte[0], "zz")).isFalse();
        assertThatThrownBy(() -> new VerifyingKey("AB")).hasMessageContaining("64");
        assertThatThrownBy(() -> SigningKey.ofSeed("secret-not-hex"))
                .hasMessageContaining("64")
                .hasMessageNotContaining("secret-not-hex");
    }
}
