/** How messages become JSON and back: 64-bit numbers as strings, unknown fields ignored. */
@NullMarked
package org.manyhands.protocol.json;

import org.jspecify.annotations.NullMarked;
