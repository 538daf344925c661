package org.manyhands.assimilator.table;

import java.util.List;
import org.manyhands.assimilator.output.AnswerRefusedException;

/** The columns of a table. */
record Columns(List<String> names) {
    /** The place of a column that the batch names. */
    int place(String key, String name) throws AnswerRefusedException {
        int place = names.indexOf(name);
        if (place < 0) {
            throw new AnswerRefusedException("the batch's answer says '" + key + ": " + name
                    + "', but the table has no such column; it has '" + String.join("', '", names) + "'");
        }
        return place;
    }
}
