package org.manyhands.protocol.crypto;

/** What a project's key may sign. */
public enum KeyPurpose {
    /** Certifies the other two; kept offline; agents pin it. */
    ROOT,
    /** Signs application versions. */
    APPLICATION,
    /** Signs assignments; short-lived. */
    ASSIGNMENT
}
