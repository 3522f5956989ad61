package io.workgrid.api;

import java.util.Optional;
import java.util.ServiceLoader;

/** How {@link Grid} finds the engine: implemented there, found by {@link ServiceLoader}. Not for programs to call. */
public interface GridProvider {

    /** Makes a grid of one node in this process. */
    Grid local(int workers);

    /** The grid whose worker runs the calling thread. */
    Optional<Grid> current();

    /** The one on the class path. */
    static GridProvider find() {
        return ServiceLoader.load(GridProvider.class, GridProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no grid engine on the class path; add io.workgrid:workgrid-engine to the dependencies"));
    }
}
