/** Applications and their signed versions. */
@NullMarked
package org.manyhands.db.application;

import org.jspecify.annotations.NullMarked;
