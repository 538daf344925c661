/** Files by their SHA-256: fetched with resumption, verified, kept within a bound. */
@NullMarked
package org.manyhands.agent.file;

import org.jspecify.annotations.NullMarked;
