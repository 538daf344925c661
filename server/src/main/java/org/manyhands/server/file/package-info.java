/** Stored files by their SHA-256, for agents and everybody else. */
@NullMarked
package org.manyhands.server.file;

import org.jspecify.annotations.NullMarked;
