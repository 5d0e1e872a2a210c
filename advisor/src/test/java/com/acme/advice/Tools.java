package com.acme.advice;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;

/** Things that are dear to make. */
final class Tools {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final LocalDate DATE = LocalDate.of(2026, 1, 31);

    @SuppressWarnings("JavaUtilDate") // goes with SimpleDateFormat
    private static final Date OLD_DATE = new Date(1_700_000_000_000L);

    private Tools() {}

    static final class OldFormat implements Work {
        @Override
        public int run(int i) {
            SimpleDateFormat format = new SimpleDateFormat("yyyy-MM-dd", Locale.ROOT); // RULE: expensive-per-call
            return format.format(OLD_DATE).length(); // RULE: expensive-per-call|none
        }
    }

    static final class NewFormat implements Work {
        @Override
        public int run(int i) {
            DateTimeFormatter day = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT); // RULE: expensive-per-call
            return Stock.handOver(i, day);
        }
    }

    static final class Digest implements Work {
        @Override
        public int run(int i) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256"); // RULE: expensive-per-call
                digest.update((byte) i);
                return Stock.handOver(i, digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static final class KeptFormat implements Work {
        @Override
        public int run(int i) {
            return Stock.handOver(i, DAY.format(DATE)); // RULE: none
        }
    }

    static final class KeptDigest implements Work {
        private final MessageDigest digest;

        KeptDigest() throws NoSuchAlgorithmException {
            digest = MessageDigest.getInstance("SHA-256");
        }

        @Override
        public int run(int i) {
            digest.update((byte) i);
            return Stock.handOver(i, digest.digest()); // RULE: none
        }
    }

    static final class Seldom implements Work {
        @Override
        public int run(int i) {
            return Stock.handOver(i, DateTimeFormatter.ofPattern("uuuu", Locale.ROOT)); // RULE: none
        }

        @Override
        public double share() {
            return Stock.RARELY;
        }
    }
}
