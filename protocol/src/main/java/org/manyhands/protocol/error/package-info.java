/** Error codes and the problem document that carries them (RFC 9457). */
@NullMarked
package org.manyhands.protocol.error;

import org.jspecify.annotations.NullMarked;
