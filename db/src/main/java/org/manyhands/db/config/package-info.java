/** The configuration that all processes of a project share, and the project's directory. */
@NullMarked
package org.manyhands.db.config;

import org.jspecify.annotations.NullMarked;
