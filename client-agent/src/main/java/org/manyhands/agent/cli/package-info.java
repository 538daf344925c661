/** The command line. */
@NullMarked
package org.manyhands.agent.cli;

import org.jspecify.annotations.NullMarked;
