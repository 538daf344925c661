/** What a person at the terminal sees. */
@NullMarked
package org.manyhands.agent.terminal;

import org.jspecify.annotations.NullMarked;
