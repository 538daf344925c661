/** The project's own facts, such as its id. */
@NullMarked
package org.manyhands.db.setting;

import org.jspecify.annotations.NullMarked;
