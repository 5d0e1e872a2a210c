package dev.edenscope.examples.orders;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;

/**
 * A connection to the service that is kept open: as much of HTTP/1.1 as its answers need, over buffers that are used
 * again. For one thread.
 */
final class Connection implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final long IDLE_NANOS = 15_000_000_000L; // the service closes after 30 s

    private static final byte[] CONTENT_LENGTH = {
        'c', 'o', 'n', 't', 'e', 'n', 't', '-', 'l', 'e', 'n', 'g', 't', 'h', ':'
    };
    private static final byte[] LOCATION = {'l', 'o', 'c', 'a', 't', 'i', 'o', 'n', ':'};
    private static final byte[] CLOSE = {'c', 'o', 'n', 'n', 'e', 'c', 't', 'i', 'o', 'n', ':', ' ', 'c'};

    private final int port;
    private final byte[] out = new byte[BUFFER_BYTES];
    private final byte[] in = new byte[BUFFER_BYTES];
    private final byte[] lastOrder = new byte[20];
    private int lastOrderDigits;
    private Socket socket;
    private InputStream input;
    private OutputStream output;
    private long usedNanos;
    private int bodyStart;
    private int bodyLength;

    Connection(int port) {
        this.port = port;
    }

    /** Sends a request and reads its answer; returns the status. */
    int exchange(Mix.Request request) throws IOException {
        if (socket == null || System.nanoTime() - usedNanos > IDLE_NANOS) {
            open();
        }
        try {
            output.write(out, 0, request.write(out, lastOrder, lastOrderDigits));
            int status = answer();
            usedNanos = System.nanoTime();
            return status;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The body of the last answer, as far as it fits into 64 KiB with its head. */
    byte[] body() {
        return Arrays.copyOfRange(in, bodyStart, bodyStart + Math.min(bodyLength, in.length - bodyStart));
    }

    private void open() throws IOException {
        close();
        Socket opened = new Socket();
        opened.setTcpNoDelay(true);
        opened.setSoTimeout(TIMEOUT_MILLIS);
        opened.connect(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), TIMEOUT_MILLIS);
        socket = opened;
        input = opened.getInputStream();
        output = opened.getOutputStream();
    }

    private int answer() throws IOException {
        int filled = 0;
        int headEnd = -1;
        while (headEnd < 0) {
            if (filled == in.length) {
                throw new IOException("the head of an answer is longer than " + in.length + " bytes");
            }
            int read = input.read(in, filled, in.length - filled);
            if (read < 0) {
                throw new EOFException("the service closed the connection");
            }
            filled += read;
            headEnd = headEnd(filled);
        }
        if (headEnd < 12) {
            throw new IOException("an answer has no status");
        }
        int status = (int) number(9);
        bodyStart = headEnd;
        bodyLength = 0;
        boolean closes = false;
        for (int line = nextLine(0); line < headEnd - 2; line = nextLine(line)) {
            if (starts(line, CONTENT_LENGTH)) {
                bodyLength = (int) number(line + CONTENT_LENGTH.length);
            } else if (starts(line, LOCATION)) {
                keepLastOrder(line + LOCATION.length);
            } else if (starts(line, CLOSE)) {
                closes = true;
            }
        }
        readBody(filled);
        if (closes) {
            close();
        }
        return status;
    }

    private void readBody(int filled) throws IOException {
        long missing = bodyStart + (long) bodyLength - filled;
        int at = filled;
        while (missing > 0) {
            if (at == in.length) {
                at = bodyStart; // A longer body is read, and its parts written over each other.
            }
            int read = input.read(in, at, (int) Math.min(missing, in.length - at));
            if (read < 0) {
                throw new EOFException("the service closed the connection in the middle of an answer");
            }
            at += read;
            missing -= read;
        }
    }

    private int headEnd(int filled) {
        for (int i = 3; i < filled; i++) {
            if (in[i] == '\n' && in[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private int nextLine(int from) {
        int at = from;
        while (in[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    private boolean starts(int at, byte[] lowerCase) {
        for (int i = 0; i < lowerCase.length; i++) {
            int b = in[at + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private long number(int from) {
        int at = from;
        while (in[at] == ' ') {
            at++;
        }
        long number = 0;
        while (in[at] >= '0' && in[at] <= '9') {
            number = number * 10 + in[at++] - '0';
        }
        return number;
    }

    private void keepLastOrder(int from) {
        int end = from;
        while (in[end] != '\r') {
            end++;
        }
        int start = end;
        while (in[start - 1] >= '0' && in[start - 1] <= '9') {
            start--;
        }
        lastOrderDigits = Math.min(end - start, lastOrder.length);
        System.arraycopy(in, start, lastOrder, 0, lastOrderDigits);
    }

    @Override
    public void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is of no more use, closed or not.
            }
            socket = null;
        }
    }
}
