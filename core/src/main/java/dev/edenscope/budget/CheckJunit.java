package dev.edenscope.budget;

import dev.edenscope.report.Xml;

/** A check as JUnit's XML, which CI servers show as tests: a test case a budget, a breach being a failure. */
public final class CheckJunit {
    private CheckJunit() {}

    public static String of(Check check) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        out.append("  <testsuite name=\"").append(Xml.escaped(check.file()));
        out.append("\" tests=\"").append(check.outcomes().size());
        out.append("\" failures=\"").append(check.breaches().size());
        out.append("\" errors=\"0\" skipped=\"0\" time=\"0\">\n");
        check.outcomes().forEach(outcome -> testCase(out, outcome, check.file()));
        if (!check.notes().isEmpty()) {
            out.append("    <system-out>")
                    .append(Xml.escaped(String.join("\n", check.notes())))
                    .append("</system-out>\n");
        }
        return out.append("  </testsuite>\n</testsuites>\n").toString();
    }

    private static void testCase(StringBuilder out, Outcome outcome, String file) {
        Budget budget = outcome.budget();
        out.append("    <testcase classname=\"")
                .append(Xml.escaped(budget.subject().text()));
        out.append("\" name=\"").append(Xml.escaped(name(outcome)));
        out.append("\" file=\"")
                .append(Xml.escaped(file))
                .append("\" line=\"")
                .append(budget.place().line());
        out.append("\" time=\"0\"");
        if (outcome.isKept()) {
            out.append("/>\n");
            return;
        }
        out.append(">\n      <failure type=\"").append(outcome.verdict()).append("\" message=\"");
        out.append(Xml.escaped(CheckSarif.message(outcome))).append("\">");
        out.append(Xml.escaped(CheckText.details(outcome, file))).append("</failure>\n    </testcase>\n");
    }

    /** The quantity, and what was measured where it has a name of its own. */
    private static String name(Outcome outcome) {
        String name = outcome.measured().name();
        String key = outcome.budget().quantity().key();
        return name.equals(outcome.budget().subject().name()) ? key : key + " of " + name;
    }
}
