/** Which project is spoken to, and as whom: options, environment, and what was saved. */
@NullMarked
package org.manyhands.researcher.connection;

import org.jspecify.annotations.NullMarked;
