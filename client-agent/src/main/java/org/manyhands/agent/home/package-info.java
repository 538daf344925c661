/** The agent's directory: who uses it, and files that survive a crash. */
@NullMarked
package org.manyhands.agent.home;

import org.jspecify.annotations.NullMarked;
