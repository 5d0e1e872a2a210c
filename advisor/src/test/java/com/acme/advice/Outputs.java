package com.acme.advice;

import java.util.zip.CRC32;

/** Arrays that methods hand out. */
final class Outputs {
    private static final CRC32 CRC = new CRC32();

    private Outputs() {}

    private static byte[] encoded(Stock.Item item) {
        byte[] encoded = new byte[item.name().length() + 24]; // RULE: reuse-output
        for (int k = 0; k < item.name().length(); k++) {
            encoded[k] = (byte) item.name().charAt(k);
        }
        encoded[encoded.length - 1] = (byte) item.id();
        return encoded;
    }

    static final class Sums implements Work {
        @Override
        public int run(int i) {
            for (int k = 0; k < 20; k++) {
                CRC.update(encoded(Stock.item(i + k)));
            }
            return (int) CRC.getValue();
        }
    }

    private static int[] codes(String word) {
        int[] codes = new int[word.length()]; // RULE: reuse-output
        for (int k = 0; k < codes.length; k++) {
            codes[k] = word.charAt(k) * 31;
        }
        return codes;
    }

    static final class Similar implements Work {
        @Override
        public int run(int i) {
            int sum = 0;
            for (String word : Stock.WORDS) {
                int[] codes = codes(word);
                for (int k = 0; k < codes.length; k++) {
                    sum += codes[k] ^ i;
                }
            }
            return sum;
        }
    }

    /** The same, but what it gives out is kept for a while. */
    private static byte[] frame(Stock.Item item) {
        byte[] frame = new byte[item.name().length() + 24]; // RULE: none
        for (int k = 0; k < item.name().length(); k++) {
            frame[k] = (byte) item.name().charAt(k);
        }
        return frame;
    }

    static final class Sent implements Work {
        @Override
        public int run(int i) {
            return Stock.handOver(i, frame(Stock.item(i)));
        }
    }

    private static int[] prices(int n) {
        int[] prices = new int[n]; // RULE: none
        for (int k = 0; k < n; k++) {
            prices[k] = Stock.item(k).cents();
        }
        return prices;
    }

    static final class Learned implements Work {
        @Override
        public int run(int i) {
            return Stock.keep(prices(10 + (i & 15)));
        }
    }

    static final class Image implements Work {
        @Override
        public int run(int i) {
            byte[] image = new byte[1 << 20]; // RULE: humongous
            image[i & 4095] = (byte) i;
            return image[(i * 7) & 4095] + image.length;
        }
    }

    static final class Table implements Work {
        @Override
        public int run(int i) {
            long[] table = new long[100_000]; // RULE: humongous
            table[i % 1000] = i;
            return (int) table[(i * 7) % 1000] + table.length;
        }
    }

    /** Large, but it stays. */
    static final class Region implements Work {
        @Override
        public int run(int i) {
            return Stock.keep(new byte[1 << 20]); // RULE: none
        }
    }
}
