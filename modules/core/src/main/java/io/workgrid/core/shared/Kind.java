package io.workgrid.core.shared;

import java.util.Locale;

/** What a shared cell is. Fixed when it is first used. Stored by name: a constant may move, never change its name. */
public enum Kind {
    /** A lock with its condition; one holder, who takes it once. */
    LOCK(true),
    /** A lock whose holder may take it again. */
    RLOCK(true),
    /** Permits. */
    SEMAPHORE(true),
    /** A flag to wait for. */
    EVENT(false),
    /** A place where parties meet. */
    BARRIER(true),
    /** A number. */
    COUNTER(false),
    /** What is known of a dict; its entries are in {@link #BUCKET}s. */
    DICT(false),
    /** Some entries of a dict. */
    BUCKET(false, "part of a dict"),
    /** A few attributes. */
    NAMESPACE(false),
    /** The end of a list; what is far from it is in {@link #SEGMENT}s. */
    LIST(false),
    /** Some elements of a list. */
    SEGMENT(false, "part of a list"),
    /** What is known of an array; its numbers are in {@link #BLOCK}s. */
    LONGS(false),
    /** What is known of an array; its numbers are in {@link #BLOCK}s. */
    DOUBLES(false),
    /** What is known of an array; its bytes are in {@link #BLOCK}s. */
    BYTES(false),
    /** Some elements of an array. */
    BLOCK(false, "part of an array"),
    /** Elements that are put and taken. */
    QUEUE(true),
    /** What is known of a channel; what happens in it, happens in {@link #CHANNELS}. */
    CHANNEL(false),
    /** All channels of a scope. */
    CHANNELS(false, "channel");

    private final boolean owned;
    private final String word;

    Kind(boolean owned) {
        this(owned, "");
    }

    Kind(boolean owned, String word) {
        this.owned = owned;
        this.word = word.isEmpty() ? name().toLowerCase(Locale.ROOT) : word;
    }

    /** Whether it is a part of an object that has a name, and is there only once it was begun. */
    public boolean part() {
        return this == BUCKET || this == SEGMENT || this == BLOCK;
    }

    /** Whether something of it may be an owner's, which ends with the owner. */
    public boolean owned() {
        return owned;
    }

    /** The word for it in messages. */
    public String word() {
        return word;
    }
}
