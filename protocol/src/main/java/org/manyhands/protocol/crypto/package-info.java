/** Ed25519 keys, signed envelopes, SHA-256; the only user of Bouncy Castle. */
@NullMarked
package org.manyhands.protocol.crypto;

import org.jspecify.annotations.NullMarked;
