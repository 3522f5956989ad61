package io.workgrid.api.view;

import org.jspecify.annotations.Nullable;

/**
 * A shared object at one moment.
 *
 * @param name its name, unique in its scope
 * @param kind what it is: {@code dict}, {@code list}, {@code counter}, {@code longs}, {@code doubles}, {@code bytes}, {@code namespace}, {@code lock}, {@code rlock},
 *     {@code semaphore}, {@code event}, {@code barrier}, {@code queue} or {@code channel}
 * @param scope the id of the job it belongs to, or {@code grid}
 * @param entries how many entries, elements or attributes it has; 1 for what is one value; -1 if a part of it could not be asked
 * @param bytes how large it is, about
 * @param createdMillis when it was first used, milliseconds since 1970
 * @param usedMillis when it was last used; by what may be up to a few seconds older
 * @param expiresMillis when it will go if it is not used; {@code null} if it will not
 */
public record SharedView(
        String name,
        String kind,
        String scope,
        long entries,
        long bytes,
        long createdMillis,
        long usedMillis,
        @Nullable Long expiresMillis) {}
