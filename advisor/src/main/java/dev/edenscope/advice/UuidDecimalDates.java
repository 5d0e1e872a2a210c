package dev.edenscope.advice;

import java.util.List;
import java.util.Optional;

/** Ids as texts, decimals and calendar dates, which are several objects each. */
final class UuidDecimalDates implements Rule {
    private static final String ID = "java.util.UUID.toString";
    private static final String[] NOW = {
        "java.time.LocalDateTime.now",
        "java.time.LocalDate.now",
        "java.time.LocalTime.now",
        "java.time.ZonedDateTime.now",
        "java.time.OffsetDateTime.now",
        "java.util.Calendar.getInstance",
        "java.util.GregorianCalendar.<init>"
    };

    @Override
    public String id() {
        return "uuid-decimal-dates";
    }

    @Override
    public String title() {
        return "ids, decimals and dates";
    }

    @Override
    public String caveat() {
        return "A long has a scale and a range that are to be fixed; an Instant has no calendar.";
    }

    private static boolean isDecimal(Allocation allocation) {
        return allocation.entry().matches("java\\.math\\.Big(?:Decimal|Integer)\\.[a-z]\\w+");
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> ids = scene.where(each -> each.entersBy(ID));
        if (!ids.isEmpty()) {
            return hint(
                    ids,
                    "The id is written out each time: a String and its 36 bytes.",
                    "Write it out once and keep the text, or use the UUID itself as the key.");
        }
        List<Allocation> dates = scene.where(each -> each.entersBy(NOW));
        if (!dates.isEmpty()) {
            // An Instant would be made as well.
            return hint(
                    dates.stream()
                            .filter(each -> !each.isOf("java.time.Instant"))
                            .toList(),
                    "now() in the default zone copies the zone and makes a date and a time beside the instant.",
                    "Take an Instant or System.currentTimeMillis(), and a calendar date only where one is shown.");
        }
        List<Allocation> decimals = scene.where(UuidDecimalDates::isDecimal);
        return hint(
                decimals,
                "Each step of a calculation is a new number, an object of 40 bytes and more.",
                "Calculate in a long of the smallest unit (cents) with a scale that is known; BigDecimal where it comes in and goes out.");
    }

    private Optional<Hint> hint(List<Allocation> about, String cause, String fix) {
        return about.isEmpty()
                ? Optional.empty()
                : Optional.of(new Hint(this, Saving.of(about, 1), cause, fix, List.of(), Confidence.MEDIUM));
    }
}
