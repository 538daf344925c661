package org.manyhands.validator.trust;

import java.util.List;

/**
 * Hosts of different accounts that gave the same answer.
 *
 * @param members in the order of their copies' numbers, at least one
 */
public record Camp(List<Member> members) {
    public Camp {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a camp has at least one member");
        }
    }

    int size() {
        return members.size();
    }
}
