/** The virtual file system that an application sees: {@code /in}, read only, and {@code /out}, in memory and bounded. */
@NullMarked
package org.manyhands.sandbox.files;

import org.jspecify.annotations.NullMarked;
