package dev.edenscope.advice;

import dev.edenscope.why.Site;
import dev.edenscope.why.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** An iterator that the JIT could not do without, as it mostly can. */
final class IteratorEscape implements Rule {
    private static final Pattern ITERATOR =
            Pattern.compile("java\\.util\\.(?:concurrent\\.)?\\w+\\$\\w*(?:Itr|Iterator|Iter)");

    @Override
    public String id() {
        return "iterator-escape";
    }

    @Override
    public String title() {
        return "an iterator on the heap";
    }

    @Override
    public String caveat() {
        return "An indexed loop suits lists with fast access only.";
    }

    private static boolean isIterator(Allocation allocation) {
        return ITERATOR.matcher(allocation.className()).matches()
                && (allocation.entry().endsWith(".iterator")
                        || allocation.entry().endsWith(".listIterator"));
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> iterators = scene.where(IteratorEscape::isIterator);
        // Without why nobody knows whether the code is compiled at all, which removes most of them.
        if (iterators.isEmpty() || iterators.get(0).site().isEmpty()) {
            return Optional.empty();
        }
        if (Traffic.of(iterators).isLongLived()) {
            return Optional.of(Hint.leave(this, iterators, "the iterators are kept: whoever holds them wants them"));
        }
        Site site = iterators.get(0).site().get();
        if (site.verdict() == Verdict.NOT_COMPILED) {
            return Optional.of(
                    Hint.leave(this, iterators, "the method is not compiled yet; that removes most iterators"));
        }
        String why = site.causes().isEmpty()
                ? "the JIT could not do without it"
                : site.causes().get(0).text();
        return Optional.of(new Hint(
                this,
                Saving.of(iterators, 1),
                "The iterator is on the heap: " + why + ".",
                "Use an indexed loop over a list; or take away what keeps it: several classes of lists at one line, a loop too large to be "
                        + "compiled in one, a method that is given the iterator.",
                List.of(),
                Confidence.MEDIUM));
    }
}
