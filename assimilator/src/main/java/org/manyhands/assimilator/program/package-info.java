/** An application's own assembler: a WebAssembly program, run in a slot. */
@NullMarked
package org.manyhands.assimilator.program;

import org.jspecify.annotations.NullMarked;
