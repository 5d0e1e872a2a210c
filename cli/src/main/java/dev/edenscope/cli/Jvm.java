package dev.edenscope.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import dev.edenscope.agent.Agent;
import dev.edenscope.profile.DataException;
import dev.edenscope.report.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * A JVM on this machine that can be attached to.
 *
 * @param pid process id
 * @param name main class or jar with its arguments, as the JVM publishes it; may be empty
 */
record Jvm(long pid, String name) {
    private static final String REPLY = "edenscope.reply";
    private static final int OLDEST = 17;

    /** All JVMs that this user can see, but for this one, by process id. */
    static List<Jvm> all() {
        List<Jvm> jvms = new ArrayList<>();
        for (VirtualMachineDescriptor descriptor : VirtualMachine.list()) {
            long pid = Long.parseLong(descriptor.id());
            if (pid != ProcessHandle.current().pid()) {
                jvms.add(new Jvm(pid, descriptor.displayName()));
            }
        }
        jvms.sort(Comparator.comparingLong(Jvm::pid));
        return jvms;
    }

    /** The JVM with a process id, or the only one whose name contains a text. */
    static Jvm of(String target) throws DataException {
        List<Jvm> all = all();
        if (!target.isEmpty() && target.chars().allMatch(c -> c >= '0' && c <= '9') && target.length() < 10) {
            long pid = Long.parseLong(target);
            return all.stream().filter(jvm -> jvm.pid == pid).findFirst().orElse(new Jvm(pid, ""));
        }
        List<Jvm> named = new ArrayList<>();
        for (Jvm jvm : all) {
            if (jvm.mainName().equalsIgnoreCase(target)) {
                named.add(jvm);
            }
        }
        for (Jvm jvm : named.isEmpty() ? all : List.<Jvm>of()) {
            if (jvm.name.toLowerCase(Locale.ROOT).contains(target.toLowerCase(Locale.ROOT))) {
                named.add(jvm);
            }
        }
        if (named.size() == 1) {
            return named.get(0);
        }
        if (named.isEmpty()) {
            throw new DataException("no JVM is called \"" + target + "\"; `eden ps` lists those that run");
        }
        StringBuilder ids = new StringBuilder();
        for (Jvm jvm : named) {
            ids.append(' ').append(jvm.pid);
        }
        throw new DataException("several JVMs are called \"" + target + "\": give one of the process ids" + ids);
    }

    /** The last part of the main class's or jar's name: {@code Orders}. */
    String mainName() {
        int space = name.indexOf(' ');
        String main = space < 0 ? name : name.substring(0, space);
        String file = main.substring(main.lastIndexOf('/') + 1);
        if (file.endsWith(".jar")) {
            return file.substring(0, file.length() - 4);
        }
        return file.substring(file.lastIndexOf('.') + 1);
    }

    /** What people call it: its name, if it has one, and its process id. */
    String title() {
        return mainName().isEmpty() ? "process " + pid : mainName() + " (pid " + pid + ")";
    }

    /** The version of its JDK, or empty where that cannot be seen from outside. */
    String version() {
        try {
            Path java = Path.of("/proc/" + pid + "/exe").toRealPath();
            Properties release = new Properties();
            try (var in = Files.newBufferedReader(java.getParent().resolveSibling("release"))) {
                release.load(in);
            }
            return release.getProperty("JAVA_VERSION", "").replace("\"", "");
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }

    /**
     * Loads the agent into the JVM, or, where it is already there, gives it a command.
     *
     * @param verb one of the agent's commands: begin, collect, end, start, stop
     * @param key what tells one recording from others
     * @param leaseSeconds after which the agent closes a recording by itself
     * @param options the agent's options
     * @return the agent's answer
     * @throws DataException in one line with what to do, if it cannot be done
     */
    String command(String verb, String key, long leaseSeconds, String options) throws IOException {
        VirtualMachine vm = attach();
        try {
            Properties properties = vm.getSystemProperties();
            requireSupported(properties);
            return answer(vm, properties.getProperty(Agent.PROPERTY), verb, key, leaseSeconds, options);
        } finally {
            vm.detach();
        }
    }

    /** The same for a JVM that has been given a command before: it is asked less, for what it is asked is work for it. */
    String nextCommand(String verb, String key, long leaseSeconds) throws IOException {
        VirtualMachine vm = attach();
        try {
            return answer(vm, Agent.version(), verb, key, leaseSeconds, "");
        } finally {
            vm.detach();
        }
    }

    /** @param loaded version of the agent that is there already, or null */
    private String answer(VirtualMachine vm, String loaded, String verb, String key, long leaseSeconds, String options)
            throws IOException {
        String command = "eden:" + verb + ":" + key + ":" + leaseSeconds + ":" + options;
        try {
            load(vm, loaded, command);
        } catch (AgentLoadException e) {
            // JDK 17 and older call a success of a newer JVM an error: its answer is "0" instead of a number.
            if (!"0".equals(e.getMessage())) {
                throw new DataException(
                        title() + " cannot load the agent " + agentJar() + ": " + e.getMessage()
                                + "; it must be able to read that file",
                        e);
            }
        } catch (AgentInitializationException e) {
            throw new DataException(
                    title() + " could not start the agent: " + e.getMessage() + "; its standard error says why", e);
        }
        String reply = vm.getSystemProperties().getProperty(REPLY, "");
        if (reply.startsWith(key + " ok ")) {
            return reply.substring(key.length() + 4);
        }
        if (reply.startsWith(key + " usage ")) {
            throw new UsageException(reply.substring(key.length() + 7));
        }
        if (reply.startsWith(key + " error ")) {
            throw new DataException(title() + ": " + reply.substring(key.length() + 7));
        }
        throw new DataException(title() + " did not answer the agent's command; its standard error may say why");
    }

    /** The jar the first time; then the library, which only hands the command on and leaves nothing behind. */
    private void load(VirtualMachine vm, String loaded, String command)
            throws IOException, AgentLoadException, AgentInitializationException {
        if (loaded != null && !loaded.equals(Agent.version())) {
            throw new DataException(title() + " holds the agent of Edenscope " + loaded + ", this is " + Agent.version()
                    + ": use that one, or restart the process");
        }
        Path library = loaded == null ? null : library();
        if (library == null) {
            vm.loadAgent(agentJar().toString(), command);
        } else {
            vm.loadAgentPath(library.toString(), command);
        }
    }

    /**
     * The library beside the agent's jar: at one place, for JDK 21 and newer warn of each that is new to them. Null where
     * there is none for this platform, or the place cannot be written to.
     */
    private static Path library() throws IOException {
        try (InputStream in = Agent.library()) {
            if (in == null) {
                return null;
            }
            byte[] bytes = in.readAllBytes();
            Path library = agentJar().resolveSibling("libedenscope.so");
            if (!Files.exists(library) || !Arrays.equals(bytes, Files.readAllBytes(library))) {
                // A JVM may have the old one mapped: never write into it.
                Path fresh = Files.createTempFile(library.getParent(), "libedenscope", ".so");
                Files.write(fresh, bytes);
                fresh.toFile().setReadable(true, false); // the process may be another user's, if this one is root
                Files.move(fresh, library, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return library;
        } catch (AccessDeniedException | ReadOnlyFileSystemException e) {
            return null;
        }
    }

    private VirtualMachine attach() throws IOException {
        requireJvm();
        try {
            return VirtualMachine.attach(Long.toString(pid));
        } catch (AttachNotSupportedException e) {
            throw new DataException(
                    title() + " does not let itself be attached to (" + e.getMessage()
                            + "): was it started with -XX:+DisableAttachMechanism? Start it with -javaagent:"
                            + agentJar()
                            + "=port=6060 instead",
                    e);
        } catch (IOException e) {
            throw new DataException(title() + " cannot be attached to: " + e.getMessage(), e);
        }
    }

    /** Attaching signals a process, which would end one that is no JVM: so look first, where /proc tells. */
    private void requireJvm() throws DataException {
        if (ProcessHandle.of(pid).isEmpty()) {
            throw new DataException("no process " + pid + "; `eden ps` lists the JVMs that run");
        }
        Path proc = Path.of("/proc/" + pid);
        if (!Files.isDirectory(proc)) {
            return;
        }
        try {
            String owner = Files.getFileAttributeView(proc, PosixFileAttributeView.class)
                    .getOwner()
                    .getName();
            String me = System.getProperty("user.name");
            if (!me.equals("root") && !me.equals(owner)) {
                throw new DataException("process " + pid + " belongs to " + owner + ": run eden as that user, as in"
                        + " `sudo -u " + owner + " ./eden ...`");
            }
            boolean jvm = false;
            for (String line : Files.readAllLines(proc.resolve("maps"), StandardCharsets.ISO_8859_1)) {
                jvm |= line.contains("/libjvm.so") || line.contains("/libj9vm");
            }
            if (!jvm) {
                throw new DataException("process " + pid + " is not a JVM; `eden ps` lists those that run");
            }
        } catch (DataException e) {
            throw e;
        } catch (IOException e) {
            throw new DataException(
                    "process " + pid + " cannot be looked at: " + e.getMessage()
                            + "; run eden as the user it belongs to",
                    e);
        }
    }

    private void requireSupported(Properties properties) throws DataException {
        String specification = properties.getProperty("java.specification.version", "");
        int feature =
                specification.startsWith("1.") ? 8 : Integer.parseInt("0" + specification.replaceAll("\\D.*", ""));
        if (feature < OLDEST) {
            throw new DataException(title() + " runs Java " + specification + ": Edenscope needs Java " + OLDEST
                    + " or newer in the profiled process");
        }
    }

    /** Whether it still runs. A process that has ended is there until its parent takes note, but has no program any more. */
    boolean runs() {
        if (ProcessHandle.of(pid).isEmpty()) {
            return false;
        }
        try {
            Files.readSymbolicLink(Path.of("/proc/" + pid + "/exe"));
            return true;
        } catch (AccessDeniedException e) {
            return true;
        } catch (IOException e) {
            return !Files.isDirectory(Path.of("/proc/self"));
        }
    }

    /** A file that the JVM wrote, as this process sees it: the JVM may have another root directory. */
    Path file(String path) {
        Path through = Path.of("/proc/" + pid + "/root" + path);
        return Files.isReadable(through) ? through : Path.of(path);
    }

    /** The agent's jar, which the profiled JVM loads. */
    static Path agentJar() throws DataException {
        String given = System.getProperty("eden.agent", "");
        try {
            Path jar = given.isEmpty()
                    ? Path.of(Agent.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    : Path.of(given);
            if (Files.isRegularFile(jar)) {
                return jar.toAbsolutePath();
            }
            throw new DataException(jar + ": no agent there; build it with: ./mvnw -q -Dquick package");
        } catch (URISyntaxException e) {
            throw new DataException("the agent's jar cannot be found: " + e.getMessage(), e);
        }
    }
}
