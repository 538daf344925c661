package org.manyhands.researcher.submit;

import java.util.List;
import org.manyhands.protocol.research.AccountView;
import org.manyhands.protocol.research.Quote;
import org.manyhands.researcher.text.Credits;

/** A quote in words. */
final class QuoteText {
    private QuoteText() {}

    static List<String> lines(String name, Quote quote, AccountView account) {
        return List.of(
                "Quote for '" + name + "'",
                "  work units  " + count(quote.workUnits()) + ", each run until " + quote.copies()
                        + (quote.copies() == 1 ? " copy is there" : " copies agree"),
                "  sampled     " + quote.sampledUnits() + " of them: mean " + count(quote.fuelPerUnit())
                        + " fuel, most " + count(quote.largestFuel()) + "; a work unit is stopped at "
                        + count(quote.fuelLimit()),
                "  expected    " + Credits.words(quote.expectedMicrocredits()) + ", if all are like the sampled ones",
                "  at most     " + Credits.words(quote.maximumMicrocredits())
                        + ", set aside now; what is not used comes back",
                "  account     " + account.name() + " has " + Credits.words(account.availableMicrocredits()));
    }

    private static String count(long number) {
        return String.format(java.util.Locale.ROOT, "%,d", number);
    }
}
