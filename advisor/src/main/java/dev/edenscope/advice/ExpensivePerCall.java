package dev.edenscope.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Something that is dear to make and could be kept, made for each use. */
final class ExpensivePerCall implements Rule {
    /**
     * What is dear.
     *
     * @param name as people call it
     * @param entries what makes it: a method with its class, in whatever package where it begins with a dot
     * @param keep how to keep it
     */
    private record Dear(String name, List<String> entries, String keep) {
        boolean makes(Allocation allocation) {
            String entry = allocation.entry();
            return entries.stream().anyMatch(each -> each.startsWith(".") ? entry.endsWith(each) : entry.equals(each));
        }
    }

    private static final String STATIC = "It is immutable and safe for all threads: a static final field.";
    private static final String CONFINED =
            "It is not safe for several threads: keep one where only one thread comes, or use its immutable successor";

    private static final List<Dear> ALL = List.of(
            new Dear(
                    "A JSON mapper",
                    List.of(
                            ".ObjectMapper.<init>",
                            ".JsonMapper.<init>",
                            ".MapperBuilder.build",
                            ".JsonMapper$Builder.build",
                            ".JsonFactory.<init>",
                            ".Gson.<init>",
                            ".GsonBuilder.create"),
                    "Once configured it is safe for all threads: a static final field, or one for the application."),
            new Dear(
                    "A SimpleDateFormat",
                    List.of(
                            "java.text.SimpleDateFormat.<init>",
                            "java.text.DateFormat.getDateTimeInstance",
                            "java.text.DateFormat.getDateInstance"),
                    CONFINED + ", a static final DateTimeFormatter."),
            new Dear(
                    "A DateTimeFormatter",
                    List.of(
                            "java.time.format.DateTimeFormatter.ofPattern",
                            "java.time.format.DateTimeFormatterBuilder.toFormatter",
                            "java.time.format.DateTimeFormatterBuilder.appendPattern"),
                    STATIC),
            new Dear(
                    "A number format",
                    List.of(
                            "java.text.DecimalFormat.<init>", "java.text.NumberFormat.getInstance",
                            "java.text.NumberFormat.getCurrencyInstance", "java.text.NumberFormat.getNumberInstance",
                            "java.text.NumberFormat.getPercentInstance", "java.text.MessageFormat.<init>"),
                    CONFINED + ", or write the digits by hand."),
            new Dear(
                    "A message digest",
                    List.of("java.security.MessageDigest.getInstance"),
                    "It is not safe for several threads: keep one for each worker and reset() it, or clone a prototype."),
            new Dear(
                    "A cipher",
                    List.of(
                            "javax.crypto.Cipher.getInstance", "javax.crypto.Mac.getInstance",
                            "java.security.Signature.getInstance", "java.security.KeyFactory.getInstance"),
                    "It is not safe for several threads: keep one for each worker and init() it again."),
            new Dear(
                    "A SecureRandom",
                    List.of(
                            "java.security.SecureRandom.<init>",
                            "java.security.SecureRandom.getInstance",
                            "java.security.SecureRandom.getInstanceStrong"),
                    "It is safe for all threads: a static final field."),
            new Dear(
                    "An XML factory",
                    List.of(
                            "javax.xml.parsers.DocumentBuilderFactory.newInstance",
                            "javax.xml.parsers.SAXParserFactory.newInstance",
                            "javax.xml.stream.XMLInputFactory.newInstance",
                            "javax.xml.stream.XMLInputFactory.newFactory",
                            "javax.xml.transform.TransformerFactory.newInstance",
                            "javax.xml.parsers.DocumentBuilderFactory.newDocumentBuilder"),
                    "It is not safe for several threads: keep one for each worker."),
            new Dear(
                    "An HTTP client",
                    List.of(
                            "java.net.http.HttpClient.newHttpClient",
                            "jdk.internal.net.http.HttpClientBuilderImpl.build",
                            "okhttp3.OkHttpClient.<init>"),
                    "It is safe for all threads and has a pool of connections: one for the application."));

    /** What a mapper does on its first use of a type: with one made for each call this is all of them. */
    private static final List<String> FIRST_USE = List.of(
            "DeserializerCache.",
            "SerializerCache.",
            "BasicSerializerFactory.",
            "BeanSerializerFactory.",
            "BeanDeserializerFactory.",
            "BasicDeserializerFactory.",
            "BasicClassIntrospector.",
            "POJOPropertiesCollector.",
            "AnnotatedClassResolver.",
            "AnnotatedClass.");
    /** Jackson's buffers, which a factory that is kept takes again. */
    private static final String BUFFERS = "BufferRecycler.";

    @Override
    public String id() {
        return "expensive-per-call";
    }

    @Override
    public String title() {
        return "something dear made for each use";
    }

    @Override
    public String caveat() {
        return "What is kept must not be configured differently from call to call.";
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        if (scene.isInitialiser()) {
            return Optional.empty();
        }
        for (Dear dear : ALL) {
            List<Allocation> made = scene.where(dear::makes);
            if (!made.isEmpty() && !Traffic.of(made).isLongLived()) {
                List<Allocation> all = new ArrayList<>(made);
                all.addAll(scene.where(each -> each.isDirect()
                        && dear.entries.stream()
                                .anyMatch(entry ->
                                        entry.endsWith(".<init>") && (each.className() + ".<init>").endsWith(entry))));
                return Optional.of(hint(all, dear.name + " is made each time the line runs.", dear.keep));
            }
        }
        List<Allocation> first = scene.where(each -> FIRST_USE.stream().anyMatch(each::passesClass));
        if (first.isEmpty() || Traffic.of(first).isLongLived()) {
            return Optional.empty();
        }
        List<Allocation> all = new ArrayList<>(first);
        all.addAll(scene.where(each -> each.passesClass(BUFFERS) && !first.contains(each)));
        return Optional.of(hint(
                all,
                "The mapper is new to the type each time, looks its serializers up again and makes new buffers.",
                "Keep the mapper: a static final field, or one for the application."));
    }

    private Hint hint(List<Allocation> made, String cause, String keep) {
        return new Hint(this, Saving.of(made, 1), cause, keep, List.of(), Confidence.HIGH);
    }
}
