/** The project's memory: the database of facts, and the transactions that change them. */
@NullMarked
package org.manyhands.db;

import org.jspecify.annotations.NullMarked;
