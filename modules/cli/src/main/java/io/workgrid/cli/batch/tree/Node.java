package io.workgrid.cli.batch.tree;

import java.util.List;

/** A value of a YAML or JSON document, with its place. */
public sealed interface Node {

    /** Where it starts. */
    Place place();

    /** What it is, as people say it. */
    String kind();

    /**
     * Keys with their values, in the order they were written; a key may stand there twice.
     *
     * @param entries all of them
     */
    record Mapping(Place place, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /**
     * A key with its value.
     *
     * @param key the key
     * @param place where the key starts
     * @param value the value
     */
    record Entry(String key, Place place, Node value) {}

    /**
     * Values in order.
     *
     * @param items the values
     */
    record Sequence(Place place, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * A text, number, truth value or nothing.
     *
     * @param type which of them
     * @param text as it was written, without quotes; empty for nothing
     */
    record Scalar(Place place, Type type, String text) implements Node {
        /** What a scalar is taken for. */
        public enum Type {
            TEXT("text"),
            NUMBER("a number"),
            TRUTH("true or false"),
            NOTHING("empty");

            private final String words;

            Type(String words) {
                this.words = words;
            }
        }

        @Override
        public String kind() {
            return type.words;
        }
    }
}
