/** Application versions and their channels. */
@NullMarked
package org.manyhands.researcher.application;

import org.jspecify.annotations.NullMarked;
