/** Lists batches; pauses, resumes and cancels them. */
@NullMarked
package org.manyhands.researcher.batch;

import org.jspecify.annotations.NullMarked;
