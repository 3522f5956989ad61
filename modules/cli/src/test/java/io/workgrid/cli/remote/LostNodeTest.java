package io.workgrid.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workgrid.api.ItemResult;
import io.workgrid.api.JobId;
import io.workgrid.api.JobSpec;
import io.workgrid.api.ResultStream;
import io.workgrid.cli.output.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LostNodeTest {
    private static final String STREAM = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final JobId JOB = new JobId("j-a");

    private static String row(long index) {
        return "{\"index\":" + index + ",\"key\":\"k\",\"outcome\":\"DONE\",\"attempts\":1,\"node\":\"n\",\"worker\":0,"
                + "\"startedMs\":1,\"durationMs\":2,\"exit\":null,\"error\":null,\"result\":" + index + "}\n";
    }

    private static void rows(OutputStream out, int... indexes) throws IOException {
        for (int index : indexes) {
            FakeNode.chunk(out, row(index));
        }
    }

    private static List<Long> indexes(ResultStream<Object> results) {
        List<Long> indexes = new ArrayList<>();
        try (results) {
            while (results.hasNext()) {
                ItemResult<Object> result = results.next();
                assertThat(result.value()).isEqualTo(result.index());
                indexes.add(result.index());
            }
        }
        return indexes;
    }

    private static String nobody() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            return "127.0.0.1:" + taken.getLocalPort();
        }
    }

    @Test
    void orderedResultsGoOnWithAnotherNodeFromTheNextIndex() throws Exception {
        try (FakeNode first = new FakeNode((number, call, in, out) -> {
                    FakeNode.write(out, STREAM);
                    rows(out, 0, 1);
                    FakeNode.write(out, "40\r\n{\"index\":2,\"ke");
                });
                FakeNode second = new FakeNode((number, call, in, out) -> {
                    FakeNode.write(out, STREAM + "1\r\n\n\r\n");
                    rows(out, 2, 3);
                    FakeNode.write(out, "0\r\n\r\n");
                })) {
            // the first is asked once more, and is gone
            RemoteGrid grid = first.grid(second.address());
            RemoteJob job = grid.job(JOB);
            ResultStream<Object> results = job.results(true, 0, true, false);
            assertThat(results.next().index()).isZero();
            first.close();
            assertThat(indexes(results)).containsExactly(1L, 2L, 3L);
            assertThat(second.calls).singleElement().asString().contains("from=2", "order=index", "follow=true");
        }
    }

    @Test
    void nodesThatTheGridToldOfTakeOverFromTheOnlyOneThatWasGiven() throws Exception {
        try (FakeNode second = new FakeNode((number, call, in, out) -> {
                    FakeNode.write(out, STREAM);
                    rows(out, 1);
                    FakeNode.write(out, "0\r\n\r\n");
                });
                FakeNode first = new FakeNode((number, call, in, out) -> {
                    if (call.startsWith("GET /api/v1 ")) {
                        FakeNode.whole(
                                out,
                                200,
                                "{\"grid\":\"dev\",\"http\":[\"https://127.0.0.1:1\",\"http://" + second.address()
                                        + "\"]}");
                    } else {
                        FakeNode.write(out, STREAM);
                        rows(out, 0);
                    }
                })) {
            RemoteGrid grid = first.grid();
            grid.info();
            ResultStream<Object> results = grid.job(JOB).results(true, 0, true, false);
            assertThat(results.next().index()).isZero();
            first.close();
            assertThat(indexes(results)).containsExactly(1L);
        }
    }

    @Test
    void tokenGoesToNoPlaceThatIsLessSafe() {
        Nodes nodes = new Nodes(new Access(Address.list("10.0.0.1"), "secret-token", null));
        nodes.learn(List.of("http://127.0.0.1:8701", "https://10.0.0.3:8701", "nonsense:x", "http://10.0.0.2:8701"));
        assertThat(nodes.all()).extracting(Address::toString).containsExactly("10.0.0.1:8701", "10.0.0.2:8701");
    }

    @Test
    void resultsAsCompletedAreAskedAgainFromTheStartAndNoneComesTwice() throws Exception {
        try (FakeNode node = new FakeNode((number, call, in, out) -> {
            FakeNode.write(out, STREAM);
            if (number == 0) {
                rows(out, 5, 0, 3);
            } else {
                rows(out, 0, 5, 1, 3, 2);
                FakeNode.write(out, "0\r\n\r\n");
            }
        })) {
            assertThat(indexes(node.grid().job(JOB).results(false, 0, true, false)))
                    .containsExactly(5L, 0L, 3L, 1L, 2L);
        }
    }

    @Test
    void aStreamThatEndsWithoutItsEndIsNoEnd() throws Exception {
        try (FakeNode node = new FakeNode((number, call, in, out) -> {
            FakeNode.write(out, STREAM);
            rows(out, number);
            if (number == 3) {
                FakeNode.write(out, "0\r\n\r\n");
            }
        })) {
            assertThat(indexes(node.grid().job(JOB).results(true, 0, true, false)))
                    .containsExactly(0L, 1L, 2L, 3L);
        }
    }

    @Test
    void anAnswerThatOnlyEndsWithItsConnectionIsNotTakenForWhole() throws Exception {
        try (FakeNode node = new FakeNode((number, call, in, out) -> {
            if (number < 2) {
                FakeNode.write(out, "HTTP/1.1 200 OK\r\n\r\n" + row(0));
            } else {
                FakeNode.write(out, STREAM);
                rows(out, 0, 1);
                FakeNode.write(out, "0\r\n\r\n");
            }
        })) {
            assertThat(indexes(node.grid().job(JOB).results(true, 0, true, false)))
                    .containsExactly(0L, 1L);
        }
    }

    @Test
    void eachAddressIsToldWithItsOwnReason() throws Exception {
        try (FakeNode silent = new FakeNode((number, call, in, out) -> {});
                FakeNode other = new FakeNode((number, call, in, out) -> FakeNode.write(out, "SSH-2.0-x\r\n"))) {
            RemoteGrid grid = silent.grid(other.address(), nobody(), "no-such-host.invalid");
            ProblemException fault = catchThrowableOfType(ProblemException.class, grid::nodes);
            assertThat(fault.exitCode()).isEqualTo(5);
            assertThat(fault.getMessage())
                    .contains(silent.address() + " (the connection was closed")
                    .contains(other.address() + " (what listens there does not speak HTTP)")
                    .contains("(connection refused)")
                    .contains("no-such-host.invalid:8701 (unknown host)")
                    .doesNotContain("secret-token");
        }
    }

    @Test
    void aNodeThatDrainsHandsTheCallOn() throws Exception {
        String draining = "{\"error\":{\"code\":\"GRID-C501\",\"message\":\"draining\"}}";
        try (FakeNode leaving = new FakeNode((number, call, in, out) -> FakeNode.whole(out, 503, draining));
                FakeNode other = new FakeNode((number, call, in, out) -> FakeNode.whole(out, 200, "{\"nodes\":[]}"))) {
            assertThat(leaving.grid(other.address()).nodes()).isEmpty();
            ProblemException alone = catchThrowableOfType(
                    ProblemException.class, () -> leaving.grid().nodes());
            assertThat(alone.exitCode()).isEqualTo(8);
            assertThat(alone).hasMessage("draining");
        }
    }

    @Test
    void whatIsNoGridIsSaidToBeNone() throws Exception {
        try (FakeNode web = new FakeNode((number, call, in, out) -> FakeNode.whole(out, 404, "<html>"))) {
            ProblemException fault = catchThrowableOfType(
                    ProblemException.class, () -> web.grid().nodes());
            assertThat(fault.exitCode()).isEqualTo(5);
            assertThat(fault.getMessage()).contains("answered 404 and not as a node of a grid does");
        }
    }

    @Test
    void aRetryThatMayHaveBegunIsNotMadeTwice() throws Exception {
        try (FakeNode lost = new FakeNode((number, call, in, out) -> {});
                FakeNode other = new FakeNode((number, call, in, out) -> FakeNode.whole(out, 201, "{}"))) {
            RemoteJob job = lost.grid(other.address()).job(JOB);
            ProblemException fault = catchThrowableOfType(ProblemException.class, () -> job.retry(List.of(3L)));
            assertThat(fault.exitCode()).isEqualTo(5);
            assertThat(fault.getMessage()).contains("whether it did it is not known");
            assertThat(other.calls).isEmpty();
        }
    }

    @Test
    void aSubmitThatIsRefusedIsToldBeforeTheItemsAreRead() throws Exception {
        String refusal = "{\"error\":{\"code\":\"GRID-C401\",\"message\":\"no task is named \\\"x\\\"\"}}";
        try (FakeNode node = new FakeNode((number, call, in, out) -> {
            if (call.startsWith("POST")) {
                in.readLine();
                in.readLine();
                FakeNode.whole(out, 400, refusal);
            } else {
                FakeNode.whole(out, 404, "{\"error\":{\"code\":\"GRID-C502\",\"message\":\"no job\"}}");
            }
        })) {
            Iterable<Integer> endless = () -> IntStream.iterate(0, n -> n + 1).iterator();
            ProblemException fault = catchThrowableOfType(
                    ProblemException.class, () -> node.grid().submit(JobSpec.named("x", Map.of(), endless)));
            assertThat(fault.exitCode()).isEqualTo(3);
            assertThat(fault.problems().get(0).code()).isEqualTo("GRID-C401");
        }
    }

    @Test
    void codeOfThisProcessIsRefusedWithWhatToDo() throws Exception {
        try (FakeNode node = new FakeNode((number, call, in, out) -> {})) {
            ProblemException fault = catchThrowableOfType(
                    ProblemException.class, () -> node.grid().submit(JobSpec.of((item, context) -> item, List.of(1))));
            assertThat(fault.exitCode()).isEqualTo(2);
            assertThat(fault.problems().get(0).fix()).contains("Grid.connect");
            ProblemException pool = catchThrowableOfType(
                    ProblemException.class, () -> node.grid().pool());
            assertThat(pool.problems().get(0).fix()).contains("Grid.connect");
            assertThat(node.calls).isEmpty();
        }
    }
}
