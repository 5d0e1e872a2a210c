package dev.edenscope.examples.playbook;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;

/** A hundred lines of text to a stream of bytes. */
public class TextToBytes extends Example {
    private final String[] lines = IntStream.range(0, 100)
            .mapToObj(i -> "a line of text, number " + i + "\n")
            .toArray(String[]::new);
    private final OutputStream socket = OutputStream.nullOutputStream();
    private final Writer writer = new BufferedWriter(new OutputStreamWriter(socket, StandardCharsets.UTF_8));

    @Benchmark
    public void before() throws IOException {
        for (String line : lines) {
            socket.write(line.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Benchmark
    public void after() throws IOException {
        for (String line : lines) {
            writer.write(line);
        }
        writer.flush();
    }
}
