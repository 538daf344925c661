/** An agent that lies, to show that lies are caught. */
@NullMarked
package org.manyhands.bench.saboteur;

import org.jspecify.annotations.NullMarked;
