/** Plain WASI: directories of this machine as copies in the virtual file system, and the way back; no metering. */
@NullMarked
package org.manyhands.sandbox.raw;

import org.jspecify.annotations.NullMarked;
