package io.workgrid.core.shared;

import io.workgrid.api.shared.Merge;
import io.workgrid.core.shared.Value.Form;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Makes one value of two, by name. */
final class Merging {
    private static final Set<Form> WHOLE = Set.of(Form.INT, Form.LONG);
    private static final Set<Form> NUMBERS = Set.of(Form.INT, Form.LONG, Form.DOUBLE);

    private Merging() {}

    /** Two values do not go together that way. */
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unfit(String message) {
            super(message, null, false, false);
        }
    }

    /** @throws Unfit saying why not */
    static Value merge(Value old, Value more, Merge how) {
        return switch (how) {
            case FIRST -> old;
            case LAST -> more;
            case SUM -> sum(old, more);
            case MIN -> compare(old, more, how) <= 0 ? old : more;
            case MAX -> compare(old, more, how) >= 0 ? old : more;
            case CONCAT -> concat(old, more);
            case AND, OR -> bits(old, more, how);
        };
    }

    private static Value sum(Value old, Value more) {
        need(NUMBERS, old, more, Merge.SUM);
        if (old.form() == Form.DOUBLE || more.form() == Form.DOUBLE) {
            return Value.of(old.real() + more.real());
        }
        long sum = old.number() + more.number();
        boolean both = old.form() == Form.INT && more.form() == Form.INT;
        if (((old.number() ^ sum) & (more.number() ^ sum)) < 0 || (both && sum != (int) sum)) {
            throw new Unfit("the sum of " + old.number() + " and " + more.number() + " leaves the range of "
                    + (both ? "Integer" : "Long"));
        }
        return both ? Value.of((int) sum) : Value.of(sum);
    }

    private static int compare(Value old, Value more, Merge how) {
        if (old.form() == Form.TEXT && more.form() == Form.TEXT) {
            return old.text().compareTo(more.text());
        }
        need(NUMBERS, old, more, how);
        return old.form() == Form.DOUBLE || more.form() == Form.DOUBLE
                ? Double.compare(old.real(), more.real())
                : Long.compare(old.number(), more.number());
    }

    private static Value concat(Value old, Value more) {
        if (old.form() != more.form() || !(old.form() == Form.TEXT || old.form() == Form.BYTES)) {
            throw unfit(old, more, Merge.CONCAT);
        }
        byte[] first = old.content();
        byte[] second = more.content();
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return Value.of(old.form(), both);
    }

    private static Value bits(Value old, Value more, Merge how) {
        boolean truths = old.form() == Form.BOOLEAN && more.form() == Form.BOOLEAN;
        if (!truths) {
            need(WHOLE, old, more, how);
        }
        long bits = how == Merge.AND ? old.number() & more.number() : old.number() | more.number();
        if (truths) {
            return Value.of(bits != 0);
        }
        return old.form() == Form.INT && more.form() == Form.INT ? Value.of((int) bits) : Value.of(bits);
    }

    private static void need(Set<Form> wanted, Value old, Value more, Merge how) {
        if (!wanted.contains(old.form()) || !wanted.contains(more.form())) {
            throw unfit(old, more, how);
        }
    }

    private static Unfit unfit(Value old, Value more, Merge how) {
        return new Unfit(how + " does not merge " + word(more) + " into " + word(old));
    }

    private static String word(Value value) {
        return value.form() == Form.OTHER ? "such a value" : value.form().name().toLowerCase(Locale.ROOT);
    }
}
