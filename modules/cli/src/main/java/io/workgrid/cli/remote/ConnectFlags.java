package io.workgrid.cli.remote;

import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that say which grid is meant. A flag goes before the environment, and that before the profile; the token of a profile goes
 * only to the addresses of that profile, unless it was named.
 */
public final class ConnectFlags {
    private static final String MOST_TOKEN_CHARS = "[\\x21-\\x7e]{1,4096}";

    @Option(
            names = "--address",
            paramLabel = "HOST[:PORT]",
            description =
                    "Nodes of the grid, with commas between them; https://HOST:PORT where they use TLS. Or GRID_ADDRESS.")
    private @Nullable String address;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "A profile of ~/.config/workgrid/config. Or GRID_PROFILE.")
    private @Nullable String profile;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file with the token that proves who asks. Or GRID_TOKEN, with the token itself.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "Certificates to trust, as PEM. Default: those Java trusts.")
    private @Nullable Path ca;

    /** The grid that is meant, or {@code null} if none was named anywhere. */
    public @Nullable RemoteGrid find(Map<String, String> env) {
        Access access = access(env);
        return access == null ? null : new RemoteGrid(new Nodes(access));
    }

    /**
     * The grid that is meant.
     *
     * @throws ProblemException if none was named
     */
    public RemoteGrid open(Map<String, String> env) {
        RemoteGrid grid = find(env);
        if (grid == null) {
            throw new ProblemException(
                    ExitCode.USAGE.code(),
                    Problem.of(ErrorCode.NO_ADDRESS, "no address of a grid")
                            .because("the verb asks a grid across machines; a grid embedded in a command ends with it")
                            .fixedBy("--address HOST:PORT, GRID_ADDRESS, or `address = HOST:PORT` in "
                                    + Profiles.file(env)),
                    "");
        }
        return grid;
    }

    /** What has to be added to another command line to mean the same grid; with a blank before it, and empty where nothing has to. */
    public String pasted() {
        return (address == null ? "" : " --address " + address)
                + (profile == null ? "" : " --profile " + profile)
                + (tokenFile == null ? "" : " --token-file " + tokenFile)
                + (ca == null ? "" : " --tls-ca " + ca);
    }

    @Nullable
    Access access(Map<String, String> env) {
        String asked = profile != null ? profile : env.get("GRID_PROFILE");
        boolean named = asked != null && !asked.isEmpty();
        String name = named && asked != null ? asked : Profiles.DEFAULT;
        Profiles profiles = Profiles.read(Profiles.file(env));
        Map<String, String> settings = profiles.get(name);
        String given = address != null ? address : env.get("GRID_ADDRESS");
        String text = given != null ? given : settings.get("address");
        if (text == null || (address == null && text.isBlank())) {
            return null;
        }
        boolean ours = named || given == null;
        return new Access(
                addresses(
                        text,
                        address != null ? "--address" : given != null ? "GRID_ADDRESS" : "address of profile " + name),
                token(env, ours ? settings : Map.of(), value -> profiles.path(value, env)),
                ca(ours ? settings : Map.of(), value -> profiles.path(value, env)));
    }

    private static List<Address> addresses(String text, String where) {
        try {
            return Address.list(text);
        } catch (IllegalArgumentException e) {
            throw usage(ErrorCode.BAD_USAGE, where + " " + e.getMessage());
        }
    }

    private @Nullable String token(Map<String, String> env, Map<String, String> settings, Function<String, Path> path) {
        if (tokenFile != null) {
            return read(tokenFile);
        }
        String given = env.getOrDefault("GRID_TOKEN", "");
        if (!given.isEmpty()) {
            return checked(given, "GRID_TOKEN");
        }
        String file = settings.get("token-file");
        String inline = settings.get("token");
        return file != null
                ? read(path.apply(file))
                : inline == null ? null : checked(inline, "the token of the profile");
    }

    private @Nullable Path ca(Map<String, String> settings, Function<String, Path> path) {
        String file = settings.get("tls-ca");
        return ca != null || file == null ? ca : path.apply(file);
    }

    private static String read(Path file) {
        try {
            return checked(Files.readString(file).strip(), "the token in " + file);
        } catch (IOException e) {
            throw usage(
                    ErrorCode.CONFIG_UNREADABLE,
                    "cannot read the token from " + file + ": " + e.getClass().getSimpleName());
        }
    }

    /** What stands in a header must not bring headers of its own. */
    private static String checked(String token, String where) {
        if (!token.matches(MOST_TOKEN_CHARS)) {
            throw usage(
                    ErrorCode.BAD_SETTING, where + " is no token; wanted visible ASCII without blanks, at most 4096");
        }
        return token;
    }

    private static ProblemException usage(ErrorCode code, String message) {
        return new ProblemException(ExitCode.USAGE.code(), Problem.of(code, message), "");
    }
}
