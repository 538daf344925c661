/** What the parts of the agent tell whoever watches, and how it fails. */
@NullMarked
package org.manyhands.agent;

import org.jspecify.annotations.NullMarked;
