package dev.edenscope.report;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A call graph in the language of Graphviz's dot, byte for byte as {@code go tool pprof -dot} prints it. */
final class DotText {
    private static final String HELP = "\nSee https://git.io/JfYMW for how to read the graph";
    private static final int SMALLEST_FONT = 8;
    private static final int FONT_GROWTH = 16;

    private final StringBuilder out = new StringBuilder();
    private final Dot dot;
    private final Heading heading;

    private DotText(Dot dot) {
        this.dot = dot;
        this.heading = dot.heading();
    }

    static String of(Dot dot, ZoneId zone) {
        return new DotText(dot).graph(zone);
    }

    private String graph(ZoneId zone) {
        String title = heading.binary();
        line("digraph \"" + (title.isEmpty() ? "unnamed" : title) + "\" {");
        line("node [style=filled fillcolor=\"#f8f8f8\"]");
        legend(title, zone);
        long largest = 0;
        for (Dot.Node node : dot.nodes()) {
            largest = Math.max(largest, Math.abs(node.flat()));
        }
        for (int i = 0; i < dot.nodes().size(); i++) {
            String id = "N" + (i + 1);
            node(dot.nodes().get(i), id, largest);
            nodelets(dot.nodes().get(i).nodelets(), id);
        }
        dot.edges().forEach(this::edge);
        line("}");
        return out.toString();
    }

    private void legend(String title, ZoneId zone) {
        HeadingText text = new HeadingText(heading, dot.outputUnit());
        List<String> lines = new ArrayList<>(text.profile(zone));
        lines.addAll(text.filters());
        lines.addAll(text.extent(dot.extent()));
        lines.add(HELP);
        String label = lines.stream().map(ShortName::escaped).collect(Collectors.joining("\\l"));
        out.append("subgraph cluster_L { \"").append(ShortName.escaped(lines.get(0)));
        out.append("\" [shape=box fontsize=16 label=\"").append(label).append("\\l\"");
        line((title.isEmpty() ? "" : " tooltip=\"" + title + "\"") + "] }");
    }

    private void node(Dot.Node node, String id, long largest) {
        StringBuilder label = new StringBuilder(node.label());
        label.append(node.flat() == 0 ? "0" : value(node.flat()) + share(node.flat()));
        if (node.cum() != node.flat()) {
            label.append(node.flat() == 0 ? " " : "\\n");
            label.append("of ").append(value(node.cum())).append(share(node.cum()));
        }
        double score = (double) node.cum() / Math.abs(heading.total());
        out.append(id).append(" [label=\"").append(label).append("\" id=\"node").append(id, 1, id.length());
        out.append("\" fontsize=").append(fontSize(node.flat(), largest)).append(" shape=box tooltip=\"");
        out.append(ShortName.escaped(node.name())).append(" (").append(value(node.cum()));
        out.append(")\" color=\"").append(Colour.of(score, false));
        line("\" fillcolor=\"" + Colour.of(score, true) + "\"]");
    }

    /** From 8 to 24 points, in proportion to the root of the value: areas are compared, not heights. */
    private static int fontSize(long flat, long largest) {
        return flat == 0
                ? SMALLEST_FONT
                : SMALLEST_FONT + (int) Math.ceil(FONT_GROWTH * Math.sqrt((double) Math.abs(flat) / largest));
    }

    private void nodelets(List<Dot.Nodelet> nodelets, String owner) {
        for (Dot.Nodelet nodelet : nodelets) {
            String id = (nodelet.text() ? owner : "N" + owner) + "_" + nodelet.number();
            String weight = value(nodelet.weight());
            out.append(id)
                    .append(" [label = \"")
                    .append(nodelet.name())
                    .append("\" id=\"")
                    .append(id);
            line("\" fontsize=8 shape=box3d tooltip=\"" + weight + "\"]");
            out.append(owner).append(" -> ").append(id).append(" [label=\" ").append(weight);
            out.append("\" weight=100 tooltip=\"")
                    .append(weight)
                    .append("\" labeltooltip=\"")
                    .append(weight);
            line("\"" + (nodelet.dotted() ? " style=\"dotted\"" : "") + "]");
            nodelets(nodelet.sizes(), id);
        }
    }

    private void edge(Dot.Edge edge) {
        String value = value(edge.weight());
        out.append('N').append(edge.caller()).append(" -> N").append(edge.callee());
        out.append(" [label=\" ").append(value).append(edge.inline() ? "\\n (inline)\"" : "\"");
        if (heading.total() != 0) {
            number(" weight=", edge.weight(), 100);
            number(" penwidth=", edge.weight(), 5);
            double score = (double) edge.weight() / Math.abs(heading.total());
            out.append(" color=\"").append(Colour.of(score, false)).append('"');
        }
        String tooltip = "\"" + ShortName.escaped(edge.callerName()) + (edge.residual() ? " ... " : " -> ")
                + ShortName.escaped(edge.calleeName()) + " (" + value + ")\"";
        out.append(" tooltip=").append(tooltip).append(" labeltooltip=").append(tooltip);
        out.append(edge.residual() ? " style=\"dotted\"" : "");
        boolean nodelets = !dot.nodes().get(edge.caller() - 1).nodelets().isEmpty();
        line((nodelets ? " minlen=2" : "") + "]"); // children further away from those with labels
    }

    /** A number of 1 and more by the share of the total; in a difference a share can be above 1. */
    private void number(String name, long weight, int most) {
        long number = 1 + Math.min(Math.abs(weight * most / heading.total()), most);
        if (number > 1) {
            out.append(name).append(number);
        }
    }

    private String share(long value) {
        return " (" + heading.percent(value).strip() + ")";
    }

    private String value(long value) {
        return heading.value(value, dot.outputUnit());
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
