package io.workgrid.api.shared;

/**
 * How two values become one, done where the value is kept: one call, atomic, without a second try under contention. For {@link SharedDict#merge(Object, Object,
 * Merge)}. Numbers are {@code Integer}, {@code Long} or {@code Double}; two of the same class stay of that class, others become the wider one.
 */
public enum Merge {
    /** Numbers: the sum. Whole numbers that leave the range of their class are refused, and nothing is changed. */
    SUM,
    /** Numbers or texts: the smaller one. Texts are compared as {@link String#compareTo} does. */
    MIN,
    /** Numbers or texts: the larger one. */
    MAX,
    /** Texts, {@code byte[]}: one after the other. */
    CONCAT,
    /** Whole numbers: bitwise and; booleans: whether both are true. */
    AND,
    /** Whole numbers: bitwise or; booleans: whether one is true. */
    OR,
    /** Anything: the value that is there stays. */
    FIRST,
    /** Anything: the new value. */
    LAST
}
