package dev.edenscope.ui;

import dev.edenscope.advice.Advice;
import dev.edenscope.advice.AdviceJson;
import dev.edenscope.gc.GcColumns;
import dev.edenscope.gc.GcJson;
import dev.edenscope.gc.GcPicture;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import dev.edenscope.report.Json;
import dev.edenscope.why.Site;
import dev.edenscope.why.Why;
import dev.edenscope.why.WhyJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What the page shows. What is not known is absent, and null in the JSON.
 *
 * @param title what it is of: the name of the recording
 * @param view what the page opens on
 * @param profile the samples
 * @param base what is taken off them, for new minus base: shares a sample type with the profile
 * @param normalized whether the profile was scaled to the base's totals
 * @param why what the JIT made of the places
 * @param advice what to change
 * @param gc what garbage collection costs
 * @param baseGc the same in the base
 * @param text the source text that goes along
 * @param warnings what had to be said while it was read
 * @param live what a server adds
 */
public record PageData(
        String title,
        View view,
        Profile profile,
        Optional<Profile> base,
        boolean normalized,
        Optional<Why> why,
        Optional<Advice> advice,
        Optional<GcPicture> gc,
        Optional<GcPicture> baseGc,
        TextFiles text,
        List<String> warnings,
        Optional<Live> live) {
    /** The page's parts. */
    public enum View {
        TOP,
        FLAME,
        QUADRANTS,
        SOURCE,
        ADVICE,
        GC;

        /** As the page's address has it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The layout of {@link #json}; a page shows only its own. */
    private static final int VERSION = 1;

    private static final int MOST_FINDINGS = 50;

    public PageData {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(view, "view");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(text, "text");
        warnings = List.copyOf(warnings);
    }

    /** The same, served by somebody who adds this. */
    public PageData with(Live more) {
        return new PageData(
                title, view, profile, base, normalized, why, advice, gc, baseGc, text, warnings, Optional.of(more));
    }

    /** The sample types that two profiles have in common; only these can be compared. */
    public static List<ValueType> shared(Profile profile, Profile base) {
        List<ValueType> shared = new ArrayList<>(profile.sampleTypes());
        shared.retainAll(base.sampleTypes());
        return shared;
    }

    /**
     * All of it as JSON: columns of ids and numbers, names once each. Cost: linear in samples times depth.
     *
     * <pre>{@code
     * version, title, view, accuracy    "exact", "estimate", or null where the source does not say
     * collected                         false where nothing has been collected yet, so that all counts as in use
     * comments[], warnings[], epochMillis, seconds, baseSeconds, normalized
     * types[]       name, unit;  defaultType  index
     * files[], classes[]
     * functions     name[], file[] (index, -1 unknown), app[] (1: the application's)
     * frames        function[], line[] (0 unknown)
     * nodes         parent[] (-1 of a root), frame[]; a parent comes before its children
     * samples       node[], class[] (-1 unknown), values[type][], base[type][] or null
     * source        kind (all, app, none), files[] {file, lines[]}, missing[], left
     * why, advice, gc, baseGc           as `-json` has them; gc has columns beside, see GcColumns
     * live          see Live
     * }</pre>
     */
    public String json() {
        Json json = new Json().open('{').name("version").number(VERSION);
        json.name("title").text(title).name("view").text(view.toString());
        List<ValueType> types = base.isPresent() ? shared(profile, base.get()) : profile.sampleTypes();
        heading(json, types);
        Columns columns = new Columns(profile, base, types, text.application());
        columns.write(json);
        text.write(json.name("source"), columns);
        json.name("why");
        why.ifPresentOrElse(known -> json.document(WhyJson.of(shown(known))), json::nothing);
        json.name("advice");
        advice.ifPresentOrElse(known -> json.document(AdviceJson.of(known, MOST_FINDINGS, true)), json::nothing);
        gc(json.name("gc"), gc);
        gc(json.name("baseGc"), baseGc);
        json.name("live");
        live.ifPresentOrElse(known -> known.write(json), json::nothing);
        return json.close('}').document();
    }

    /** What is beside source lines that may be in the page. */
    private Why shown(Why known) {
        List<Site> sites = known.sites().stream()
                .filter(site ->
                        text.kind() == TextFiles.Kind.ALL || text.application().test(site.method()))
                .toList();
        return new Why(known.durationNanos(), known.totalBytes(), sites);
    }

    private void heading(Json json, List<ValueType> types) {
        Profile.Header header = profile.header();
        json.field("accuracy", accuracy());
        json.name("collected").flag(header.comments().stream().noneMatch(each -> each.contains(" collected=false")));
        json.name("comments")
                .texts(header.comments().stream()
                        .filter(comment -> !comment.startsWith("#"))
                        .toList());
        json.name("warnings").texts(warnings);
        json.name("epochMillis").numberOrNull(header.timeNanos() / 1_000_000);
        seconds(json.name("seconds"), header);
        base.ifPresentOrElse(
                of -> seconds(json.name("baseSeconds"), of.header()),
                () -> json.name("baseSeconds").nothing());
        json.name("normalized").flag(normalized);
        json.name("types").open('[');
        for (ValueType type : types) {
            json.open('{').field("name", type.type()).field("unit", type.unit()).close('}');
        }
        List<String> names = types.stream().map(ValueType::type).toList();
        int shown = names.indexOf(header.defaultSampleType());
        json.close(']').name("defaultType").number(shown < 0 ? names.size() - 1 : shown);
    }

    private static void seconds(Json json, Profile.Header header) {
        if (header.durationNanos() == 0) {
            json.nothing();
        } else {
            json.decimal(header.durationNanos() / 1e9);
        }
    }

    /** Whether values are counted or estimated; null where the source does not say. */
    private String accuracy() {
        Profile.Header header = profile.header();
        for (String comment : header.comments()) {
            if (comment.startsWith("# edenscope ") && comment.contains(" exact=true")) {
                return "exact";
            }
            if (comment.startsWith("# edenscope ") || comment.contains("estimated")) {
                return "estimate";
            }
        }
        return header.period() > 1 ? "estimate" : null;
    }

    private static void gc(Json json, Optional<GcPicture> gc) {
        gc.ifPresentOrElse(
                known -> {
                    json.open('{').name("summary");
                    GcJson.write(json, known, known.model(), List.of());
                    json.name("columns");
                    GcColumns.write(json, known);
                    json.close('}');
                },
                json::nothing);
    }
}
