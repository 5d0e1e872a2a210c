import dev.edenscope.jmh.EdenProfiler;
import org.openjdk.jmh.profile.ProfilerException;

/** What {@code -prof eden} finds: JMH knows a profiler that is not its own by the full name of its class. */
@SuppressWarnings({"checkstyle:TypeName", "TypeNameShadowing", "ClassNamedLikeTypeParameter", "DefaultPackage"})
public final class eden extends EdenProfiler {
    /** Without options; the service loader makes one. */
    public eden() throws ProfilerException {
        this("");
    }

    public eden(String options) throws ProfilerException {
        super(options);
    }
}
