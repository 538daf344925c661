package org.manyhands.researcher.submit;

import java.util.ArrayList;
import java.util.List;
import org.manyhands.protocol.research.AccountView;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.Quote;
import org.manyhands.researcher.text.Credits;
import org.manyhands.researcher.text.Printable;

/** A quote in words. */
final class QuoteText {
    private QuoteText() {}

    /** @param batch what is quoted; what it would wait for stands last */
    static List<String> lines(BatchView batch, Quote quote, AccountView account) {
        List<String> lines = new ArrayList<>(List.of(
                "Quote for '" + batch.name() + "'",
                work(batch.sizes(), quote),
                sample(batch.sizes(), quote),
                expected(quote),
                "  at most     " + Credits.words(quote.maximumMicrocredits())
                        + ", set aside now; what is not used comes back",
                "  account     " + account.name() + " has " + Credits.words(account.availableMicrocredits())));
        if (!batch.reason().isEmpty()) {
            lines.add("  now         " + Printable.line(batch.reason()));
        }
        return lines;
    }

    /** @param sizes whether it counts pieces of the input, of which work units have one or more */
    static String work(boolean sizes, Quote quote) {
        return (sizes ? "  pieces      " : "  work units  ") + count(quote.workUnits())
                + (sizes ? ", one or more in a work unit" : "") + ", each run " + copies(quote);
    }

    private static String copies(Quote quote) {
        if (quote.strangers() > 0) {
            return "by as many hosts as it takes to be sure";
        }
        if (quote.runs() > quote.copies()) {
            return "by " + quote.runs() + " hosts and decided when all have returned";
        }
        return "until " + (quote.copies() == 1 ? "1 copy is there" : quote.copies() + " copies agree");
    }

    static String expected(Quote quote) {
        String words =
                "  expected    " + Credits.words(quote.expectedMicrocredits()) + ", if all are like the sampled ones";
        // Nobody knows before which hosts will come.
        return quote.strangers() == 0
                ? words
                : words + " and each is run once; hosts that are not known yet are always checked: until they are, "
                        + quote.strangers() + " of different accounts must agree, and it may cost up to "
                        + quote.strangers() + " times as much";
    }

    static String sample(boolean sizes, Quote quote) {
        return "  sampled     " + quote.sampledUnits() + " of them: mean " + count(quote.fuelPerUnit()) + " fuel, most "
                + count(quote.largestFuel()) + (sizes ? "; a piece" : "; a work unit") + " is stopped at "
                + count(quote.fuelLimit());
    }

    private static String count(long number) {
        return String.format(java.util.Locale.ROOT, "%,d", number);
    }
}
