/** Identifiers as types, so that two kinds cannot be swapped. */
@NullMarked
package org.manyhands.protocol.id;

import org.jspecify.annotations.NullMarked;
