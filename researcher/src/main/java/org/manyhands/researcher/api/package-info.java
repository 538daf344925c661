/** The public REST API as methods: the only way in which the command line meets a project. */
@NullMarked
package org.manyhands.researcher.api;

import org.jspecify.annotations.NullMarked;
