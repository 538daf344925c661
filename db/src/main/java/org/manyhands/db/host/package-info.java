/** Hosts and what they were last told. */
@NullMarked
package org.manyhands.db.host;

import org.jspecify.annotations.NullMarked;
