package org.manyhands.bench.trust;

import java.util.Arrays;

/** A work unit and the copies of it that returned. */
final class SimulatedUnit {
    static final int RIGHT = 0;
    static final int LIE_OF_COLLUDERS = 1;
    static final int LIE_OF_THE_NAIVE = 2;
    static final int FIRST_OWN_LIE = 3;

    /** How a copy was judged so far. */
    enum Judged {
        NOT_YET,
        TRUSTED,
        PASSED,
        FAILED
    }

    final double draw;
    SimulatedHost[] hosts = new SimulatedHost[2];
    int[] answers = new int[2];
    Judged[] judged = new Judged[2];
    int copies;
    int outstanding;
    boolean accepted;
    boolean everAccepted;
    boolean isFinal;
    int answer;
    long acceptedAt;
    /** BOINC: how many copies it is to have, decided when the first is sent. */
    int target;

    SimulatedUnit(double draw) {
        this.draw = draw;
    }

    void add(SimulatedHost host, int answer) {
        if (copies == hosts.length) {
            hosts = Arrays.copyOf(hosts, copies * 2);
            answers = Arrays.copyOf(answers, copies * 2);
            judged = Arrays.copyOf(judged, copies * 2);
        }
        hosts[copies] = host;
        answers[copies] = answer;
        judged[copies++] = Judged.NOT_YET;
    }

    boolean has(SimulatedHost host) {
        for (int at = 0; at < copies; at++) {
            if (hosts[at] == host) {
                return true;
            }
        }
        return false;
    }

    int count(int answer) {
        int count = 0;
        for (int at = 0; at < copies; at++) {
            count += answers[at] == answer ? 1 : 0;
        }
        return count;
    }
}
