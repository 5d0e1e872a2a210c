package dev.edenscope.verify;

import dev.edenscope.why.Escapes.Kind;
import java.util.List;

/**
 * A line of the application, or the changed lines of a method that stand in one place, before and after.
 *
 * @param place as people write it: {@code Orders.java:43}, or {@code Orders.java:43-47}
 * @param method the method that it is in
 * @param objects made for it, by the {@linkplain Per divisor}
 * @param bytes the same in bytes
 * @param escapes what became of the places where they are made, those of most bytes first
 */
public record Line(String place, String method, Compared objects, Compared bytes, List<Escape> escapes) {
    /** The share of a difference that has to be accounted for. */
    static final double MOST = 0.5;

    public Line {
        escapes = List.copyOf(escapes);
    }

    /** By which it is judged. */
    public Quantity quantity() {
        return Quantity.of(objects, bytes);
    }

    Compared amount(Quantity quantity) {
        return quantity == Quantity.OBJECTS ? objects : bytes;
    }

    /** Where it went. */
    public Direction direction() {
        return amount(quantity()).direction();
    }

    private double at(Kind kind, Quantity quantity) {
        return escapes.stream()
                .filter(each -> each.kind() == kind)
                .mapToDouble(each -> quantity == Quantity.OBJECTS ? each.objects() : each.bytes())
                .sum();
    }

    /** How much of a fall the escapes that are gone account for. */
    double gone(Quantity quantity) {
        return Math.min(at(Kind.GONE, quantity), Math.max(0, amount(quantity).fall()));
    }

    /** How much of a fall nothing accounts for but places of which nothing is known. */
    double unknown(Quantity quantity) {
        double rest = Math.max(0, amount(quantity).fall() - gone(quantity));
        return escapes.isEmpty() ? rest : Math.min(at(Kind.UNKNOWN, quantity), rest);
    }

    /** What the compiled code says of the change. */
    public Proof proof() {
        Quantity quantity = quantity();
        double fall = amount(quantity).fall();
        return switch (direction()) {
            case FELL ->
                gone(quantity) >= MOST * fall
                        ? Proof.GONE
                        : gone(quantity) + unknown(quantity) >= MOST * fall ? Proof.UNKNOWN : Proof.STILL;
            case ROSE ->
                at(Kind.NEW, quantity) >= MOST * -fall
                        ? Proof.NEW
                        : at(Kind.STILL, quantity) > 0 ? Proof.STILL : Proof.UNKNOWN;
            case SAME, MIXED, UNKNOWN -> Proof.NONE;
        };
    }
}
