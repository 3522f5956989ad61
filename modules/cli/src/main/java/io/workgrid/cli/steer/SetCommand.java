package io.workgrid.cli.steer;

import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.DidYouMean;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.RemoteJob;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code grid set}. */
@Command(
        name = "set",
        description =
                "Change a job that runs: parallelism=N (the most chunks at once, 0: no limit), priority=N (-100 to 100).",
        footer = {
            "",
            "JOB is an id, the start of one that no other has, or @latest.",
            "",
            "  grid set j-7f3a parallelism=8 priority=5"
        })
public final class SetCommand implements Callable<Integer> {
    private static final List<String> NAMES = List.of("parallelism", "priority");

    @Parameters(index = "0", paramLabel = "JOB", description = "The job.")
    private String job = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME=N", description = "What is changed.")
    private List<String> changes = new ArrayList<>();

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    private final Console console;

    public SetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Consumer<RemoteJob> all = job -> {};
        for (String change : changes) {
            all = all.andThen(change(change));
        }
        return Steering.each(connect.open(console.env()), List.of(job), all, console, false)
                .code();
    }

    private static Consumer<RemoteJob> change(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        String value = equals < 0 ? "" : text.substring(equals + 1);
        if (!NAMES.contains(name)) {
            throw Steering.usage(
                    "a job has no setting `" + name + "`; "
                            + DidYouMean.ask(name, NAMES, "wanted parallelism or priority"),
                    "grid set JOB parallelism=8 priority=5");
        }
        if (!value.matches("-?\\d{1,9}")) {
            throw Steering.usage(name + " is \"" + value + "\"; wanted a whole number", name + "=8");
        }
        int number = Integer.parseInt(value);
        return name.equals("priority") ? job -> job.setPriority(number) : job -> job.setParallelism(number);
    }
}
