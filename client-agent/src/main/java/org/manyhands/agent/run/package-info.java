/** Puts the agent together and runs it. */
@NullMarked
package org.manyhands.agent.run;

import org.jspecify.annotations.NullMarked;
