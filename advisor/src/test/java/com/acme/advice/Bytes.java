package com.acme.advice;

import java.io.ByteArrayInputStream;
import java.io.CharArrayReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Bytes of texts, and buffers. */
final class Bytes {
    private static final CRC32 CRC = new CRC32();
    private static final char[] CHARS = Stock.TEXT.toCharArray();

    private Bytes() {}

    static final class Checksum implements Work {
        @Override
        public int run(int i) {
            CRC.update(Stock.TEXT.getBytes(StandardCharsets.UTF_8)); // RULE: string-bytes-copy
            return (int) CRC.getValue();
        }
    }

    static final class Digited implements Work {
        private final byte[] digits = "00012345".getBytes(StandardCharsets.ISO_8859_1);

        @Override
        public int run(int i) {
            return Integer.parseInt(new String(digits, StandardCharsets.ISO_8859_1)); // RULE: string-bytes-copy
        }
    }

    static final class Parsed implements Work {
        @Override
        public int run(int i) {
            String text = new String(Stock.BODY, StandardCharsets.UTF_8); // RULE: string-bytes-copy
            return text.indexOf("word7");
        }
    }

    /** The text stays, the bytes do not: it has to be made. */
    static final class Learned implements Work {
        @Override
        public int run(int i) {
            return Stock.keep(new String(Stock.BODY, i & 63, 40, StandardCharsets.UTF_8)); // RULE: none
        }
    }

    /** The same, though not for long. */
    static final class Named implements Work {
        @Override
        public int run(int i) {
            return Stock.handOver(i, new String(Stock.BODY, i & 63, 40, StandardCharsets.UTF_8)); // RULE: none
        }
    }

    static final class Part implements Work {
        @Override
        public int run(int i) {
            return Stock.handOver(i, Stock.TEXT.substring(i & 63, 80)); // RULE: none
        }
    }

    static final class Chunk implements Work {
        @Override
        public int run(int i) {
            ByteArrayInputStream in = new ByteArrayInputStream(Stock.BODY);
            byte[] chunk = new byte[8192]; // RULE: scratch-buffer
            return in.read(chunk, 0, chunk.length) + chunk[i & 127];
        }
    }

    static final class Characters implements Work {
        @Override
        public int run(int i) {
            try (CharArrayReader in = new CharArrayReader(CHARS)) {
                char[] chunk = new char[4096]; // RULE: scratch-buffer
                return in.read(chunk) + chunk[i & 127];
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static final class Picture implements Work {
        @Override
        public int run(int i) {
            byte[] pixels = new byte[200_000]; // RULE: scratch-buffer
            System.arraycopy(Stock.BODY, 0, pixels, i & 1023, Stock.BODY.length);
            return pixels[(i * 7) % pixels.length];
        }
    }

    /** Too small to be worth keeping. */
    static final class Digits implements Work {
        @Override
        public int run(int i) {
            byte[] digits = new byte[16 + (i & 7)]; // RULE: none
            return new ByteArrayInputStream(Stock.BODY).read(digits, 0, digits.length) + digits[i & 15];
        }
    }

    /** Whoever has been given it works with it still. */
    static final class Frame implements Work {
        @Override
        public int run(int i) {
            byte[] frame = new byte[2048]; // RULE: none
            System.arraycopy(Stock.BODY, 0, frame, 0, 400);
            return Stock.handOver(i, frame);
        }
    }

    static final class Page implements Work {
        @Override
        public int run(int i) {
            return Stock.keep(new byte[8192]); // RULE: none
        }
    }
}
