/** The one regular call: when to make it, what to ask for, what its answer changes. */
@NullMarked
package org.manyhands.agent.sync;

import org.jspecify.annotations.NullMarked;
