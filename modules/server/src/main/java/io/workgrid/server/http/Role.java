package io.workgrid.server.http;

import java.util.Locale;
import java.util.Optional;

/** What a token allows; each role allows all that the ones before it do. */
public enum Role {
    /** To look. */
    VIEW,
    /** To run code: submit jobs and steer them. */
    SUBMIT,
    /** To change the grid itself. */
    ADMIN;

    /** The role of a name. */
    public static Optional<Role> named(String text) {
        for (Role role : values()) {
            if (role.toString().equals(text)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** Whether it is enough where another role is wanted. */
    public boolean allows(Role wanted) {
        return compareTo(wanted) >= 0;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
