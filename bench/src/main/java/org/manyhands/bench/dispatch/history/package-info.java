/** The loader that gives a database the rows of a project that has run for years. */
@NullMarked
package org.manyhands.bench.dispatch.history;

import org.jspecify.annotations.NullMarked;
