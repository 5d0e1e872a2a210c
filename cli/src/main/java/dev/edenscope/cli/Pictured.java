package dev.edenscope.cli;

import dev.edenscope.advice.Advice;
import dev.edenscope.advice.Case;
import dev.edenscope.advice.Rules;
import dev.edenscope.gc.GcPicture;
import dev.edenscope.profile.Application;
import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import dev.edenscope.report.Filtered;
import dev.edenscope.report.Heading;
import dev.edenscope.report.SourceText;
import dev.edenscope.ui.PageData;
import dev.edenscope.ui.TextFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the page shows of the sources that a command line names. */
final class Pictured {
    private static final double LEAST_GAIN = 0.005;

    private final Source source;
    private final Known known;
    private final Terminal terminal;
    private final Settings settings;
    private final TextFiles.Kind kind;

    /**
     * What is asked of sources.
     *
     * @param settings filters, and where source text is
     * @param kind whose source text goes along
     */
    Pictured(Source source, Known known, Terminal terminal, Settings settings, TextFiles.Kind kind) {
        this.source = source;
        this.known = known;
        this.terminal = terminal;
        this.settings = settings;
        this.kind = kind;
    }

    /**
     * Reads what there is.
     *
     * @param base what to take off; empty for nothing
     * @param text where source text is looked for; must stay open until the page's JSON is made
     * @throws IOException in one line, if there is no profile, or the base is of another kind
     */
    PageData of(List<String> sources, List<String> base, PageData.View view, SourceText text) throws IOException {
        return of(title(sources, base), sources, base, view, text);
    }

    /** The same of a file that goes by another name. */
    PageData of(Path named, String title, PageData.View view, SourceText text) throws IOException {
        return of(title, List.of(named.toString()), List.of(), view, text);
    }

    private PageData of(String title, List<String> sources, List<String> base, PageData.View view, SourceText text)
            throws IOException {
        boolean one = sources.size() == 1;
        String name = sources.get(0);
        Profile profile = source.readAll(sources, "source");
        Optional<Profile> older = base.isEmpty() ? Optional.empty() : Optional.of(source.readAll(base, "base"));
        if (older.isPresent() && PageData.shared(profile, older.get()).isEmpty()) {
            throw new DataException(
                    base.get(0) + ": shares no sample type with " + name + ", so nothing can be compared");
        }
        if (isNormalized(older)) {
            profile = profile.normalizedTo(older.get());
        }
        boolean recorded = one && Known.isZip(name) && Known.isAllocation(profile);
        Optional<Case> told = recorded ? Optional.of(known.of(name, text)) : Optional.empty();
        Optional<GcPicture> gc = recorded ? told.get().gc() : one ? known.gc(name) : Optional.empty();
        Optional<Case> all = recorded || !Known.isAllocation(profile) ? told : Optional.of(known.of(profile, gc, text));
        Application application = all.isPresent() ? all.get().application() : known.application(name);
        Optional<GcPicture> baseGc = base.size() == 1 ? known.gc(base.get(0)) : Optional.empty();
        return data(title, view, profile, older, all, gc, baseGc, application, text);
    }

    /** The same of what a JVM has just told. */
    PageData of(String title, Profile profile, Optional<GcPicture> gc, PageData.View view, SourceText text)
            throws IOException {
        Optional<Case> all = Known.isAllocation(profile) ? Optional.of(known.of(profile, gc, text)) : Optional.empty();
        Application application = all.isPresent() ? all.get().application() : known.application("");
        return data(title, view, profile, Optional.empty(), all, gc, Optional.empty(), application, text);
    }

    private PageData data(
            String title,
            PageData.View view,
            Profile profile,
            Optional<Profile> older,
            Optional<Case> all,
            Optional<GcPicture> gc,
            Optional<GcPicture> baseGc,
            Application application,
            SourceText text)
            throws IOException {
        List<String> warnings = new ArrayList<>(profile.warnings());
        Filtered filtered = Filtered.of(profile, settings.options());
        filtered.warnings().forEach(terminal::note);
        warnings.addAll(filtered.warnings());
        return new PageData(
                title,
                view,
                opened(filtered.profile()),
                older.map(of -> Filtered.of(of, settings.options()).profile()),
                isNormalized(older),
                all.flatMap(Case::why),
                all.map(of -> Advice.of(of, Rules.ALL, LEAST_GAIN)),
                gc,
                baseGc,
                new TextFiles(kind, application::owns, text),
                warnings,
                Optional.empty());
    }

    private boolean isNormalized(Optional<Profile> base) {
        return settings.flag("normalize") && base.isPresent();
    }

    /** The profile, with the sample type that the page opens on: what is asked for, or else what was allocated. */
    private Profile opened(Profile profile) {
        String asked = settings.options().sampleIndex();
        String type = asked.isEmpty() && Known.isAllocation(profile)
                ? "alloc_space"
                : Heading.of(profile, settings.options()).type();
        return profile.withHeader(profile.header().withDefaultSampleType(type));
    }

    private static String title(List<String> sources, List<String> base) {
        String title = file(sources.get(0)) + (sources.size() > 1 ? " and " + (sources.size() - 1) + " more" : "");
        return base.isEmpty() ? title : title + " minus " + file(base.get(0));
    }

    /** The last part of a name: where the file lay is nobody's business who gets the page. */
    private static String file(String source) {
        Path path = Path.of(source.contains("://") ? "" : source).getFileName();
        return path == null || path.toString().isEmpty() ? source : path.toString();
    }
}
