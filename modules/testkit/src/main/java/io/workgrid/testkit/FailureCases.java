package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workgrid.api.AsyncResult;
import io.workgrid.api.ItemFailedException;
import io.workgrid.api.Pool;
import io.workgrid.api.task.ItemFunction;
import io.workgrid.api.task.TaskFailureException;
import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.ItemError;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a task that throws does to its item, to the call and to the pool. */
interface FailureCases extends Cases {

    /** The failure of an apply, and proof that the pool goes on. */
    private ItemFailedException failureOf(ItemFunction<Integer, Object> function) {
        Pool pool = stage().pool(1);
        ItemFailedException failure = catchThrowableOfType(ItemFailedException.class, () -> pool.apply(function, 5));
        assertThat(failure).as("the failure").isNotNull();
        assertThat(pool.map(n -> n, range(3))).as("the pool goes on").isEqualTo(range(3));
        return failure;
    }

    @Test
    default void mapReportsTheFirstFailureByIndexAfterAllItemsRan() {
        Signals.Port at = stage().signals().port();
        AsyncResult<List<Integer>> result = stage().pool(2)
                .with(Stage.ONE_BY_ONE)
                .mapAsync(
                        n -> {
                            if (n == 3) {
                                at.pass("three"); // fails last of all
                                throw new IllegalStateException("bad 3");
                            }
                            at.hit("ran");
                            if (n == 5) {
                                throw new IllegalStateException("bad 5");
                            }
                            return n;
                        },
                        range(20));
        stage().signals().await("ran", 19);
        assertThat(result.ready()).isFalse();
        stage().signals().open("three");
        assertThatThrownBy(result::get)
                .isInstanceOfSatisfying(
                        ItemFailedException.class, e -> assertThat(e.index()).isEqualTo(3));
    }

    @Test
    default void failureNamesItemKeyAndError() {
        Pool pool = stage().pool(2);
        assertThatThrownBy(() -> pool.map(word -> Integer.parseInt(word), List.of("1", "2", "three", "4")))
                .isInstanceOfSatisfying(ItemFailedException.class, e -> {
                    assertThat(e.index()).isEqualTo(2);
                    assertThat(e.item().key()).isEqualTo("three");
                    assertThat(e.item().attempts()).isEqualTo(1);
                    assertThat(e.error().kind()).isEqualTo(ItemError.Kind.EXCEPTION);
                    assertThat(e.error().permanent()).isFalse();
                    assertThat(e)
                            .hasMessageContaining("item 2 \"three\"")
                            .hasMessageContaining("NumberFormatException");
                });
    }

    @Test
    default void causeCarriesTheRemoteStackTrace() {
        ItemFailedException failure = failureOf(n -> {
            throw new IllegalStateException("outer", new IOException("disk on fire"));
        });
        assertThat(failure.getCause()).hasToString(failure.error().stackTrace().stripTrailing());
        assertThat(failure.error().stackTrace())
                .startsWith("java.lang.IllegalStateException: outer")
                .contains(
                        "io.workgrid.testkit.FailureCases.lambda$") // behind the name of its class loader, if that has
                // one
                .contains("Caused by: java.io.IOException: disk on fire");
        assertThat(failure.getCause()).hasMessage("outer");
    }

    @Test
    default void errorListsTheClassesOfTheException() {
        ItemFailedException failure = failureOf(n -> Integer.parseInt("five"));
        assertThat(failure.error().types())
                .containsExactly(
                        "java.lang.NumberFormatException",
                        "java.lang.IllegalArgumentException",
                        "java.lang.RuntimeException",
                        "java.lang.Exception");
        assertThat(failure.causedBy(IllegalArgumentException.class)).isTrue();
        assertThat(failure.causedBy(NumberFormatException.class)).isTrue();
        assertThat(failure.causedBy(IllegalStateException.class)).isFalse();
    }

    @Test
    default void errorsFailTheItemAndNotTheWorker() {
        assertThat(failureOf(n -> {
                            throw new AssertionError("planted");
                        })
                        .causedBy(Error.class))
                .isTrue();
        assertThat(failureOf(n -> {
                            throw new OutOfMemoryError("planted");
                        })
                        .causedBy(OutOfMemoryError.class))
                .isTrue();
        assertThat(failureOf(n -> {
                            throw new NoClassDefFoundError("planted");
                        })
                        .causedBy(LinkageError.class))
                .isTrue();
    }

    @Test
    default void endlessRecursionFailsTheItemWithABoundedTrace() {
        ItemFailedException failure = failureOf(FailureCases::forEver);
        assertThat(failure.causedBy(StackOverflowError.class)).isTrue();
        assertThat(failure.error().stackTrace().length()).isLessThan(1_000_000);
    }

    @SuppressWarnings("InfiniteRecursion") // that is the case
    private static Object forEver(int n) {
        return forEver(n + 1).hashCode() + n;
    }

    @Test
    default void hugeMessageIsBounded() {
        ItemFailedException failure = failureOf(n -> {
            throw new IllegalStateException("x".repeat(50_000_000));
        });
        assertThat(failure.error().message()).startsWith("xxx").hasSizeLessThan(1_000_000);
        assertThat(failure.error().stackTrace()).hasSizeLessThan(1_000_000);
    }

    @Test
    default void exceptionWithoutMessageHasAnEmptyOne() {
        ItemFailedException failure = failureOf(n -> {
            throw new IllegalStateException();
        });
        assertThat(failure.error().message()).isEmpty();
        assertThat(failure.error().summary()).isEqualTo("IllegalStateException");
    }

    /** Cannot be sent, and cannot even be asked. */
    final class HostileException extends RuntimeException {
        final transient Thread thread = Thread.currentThread();

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message for you");
        }
    }

    @Test
    default void exceptionThatCannotBePrintedStillFailsOnlyItsItem() {
        assertThat(failureOf(n -> {
                            throw new HostileException();
                        })
                        .error()
                        .type())
                .isEqualTo(HostileException.class.getName());
    }

    /** Cannot be serialised. */
    final class UnsendableException extends Exception {
        final Thread thread = Thread.currentThread();

        UnsendableException() {
            super("i hold a thread");
        }
    }

    @Test
    default void exceptionThatCannotBeSerialisedTravelsAllTheSame() {
        ItemFailedException failure = failureOf(n -> {
            throw new UnsendableException();
        });
        assertThat(failure.error().type()).isEqualTo(UnsendableException.class.getName());
        assertThat(failure.error().message()).isEqualTo("i hold a thread");
    }

    @Test
    default void exceptionThatIsItsOwnCauseIsPrinted() {
        ItemFailedException failure = failureOf(n -> {
            IllegalStateException one = new IllegalStateException("one");
            IllegalStateException two = new IllegalStateException("two", one);
            one.initCause(two);
            throw one;
        });
        assertThat(failure.error().message()).isEqualTo("one");
    }

    @Test
    default void detailsOfAFailureTravel() {
        ItemFailedException failure = failureOf(n -> {
            throw new TaskFailureException("exit code 42", null, true, Map.of("exit", "42"));
        });
        assertThat(failure.error().details()).containsEntry("exit", "42");
        assertThat(failure.error().permanent()).isTrue();
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    default void taskThatInterruptsItselfDoesNotDisturbTheNextItem() {
        Pool pool = stage().pool(1);
        List<Boolean> flags = pool.map(
                n -> {
                    boolean flag = Thread.currentThread().isInterrupted();
                    Thread.currentThread().interrupt();
                    return flag;
                },
                range(20));
        assertThat(flags).hasSize(20).containsOnly(false);
    }

    @Test
    default void neighboursInTheChunkOfAFailedItemAreDone() {
        AsyncResult<List<Integer>> result = stage().pool(1).mapAsync(n -> 100 / (n % 10), range(100));
        assertThatThrownBy(result::get)
                .isInstanceOfSatisfying(
                        ItemFailedException.class, e -> assertThat(e.index()).isZero());
        assertThat(result.job().view().done()).isEqualTo(90);
        assertThat(result.job().view().failed()).isEqualTo(10);
    }

    @Test
    default void errorsAreGroupedByReasonMostFrequentFirst() {
        AsyncResult<List<Object>> result = stage().pool(2)
                .mapAsync(
                        n -> {
                            if (n % 4 == 0) {
                                throw new IllegalStateException("connect to db-" + n);
                            }
                            if (n == 7) {
                                throw new IOException("odd one");
                            }
                            return n;
                        },
                        range(20));
        assertThatThrownBy(result::get).isInstanceOf(ItemFailedException.class);
        List<ErrorView> errors = result.job().errors();
        assertThat(errors.stream().mapToLong(ErrorView::count).sum()).isEqualTo(6);
        assertThat(errors)
                .isSortedAccordingTo(
                        java.util.Comparator.comparingLong(ErrorView::count).reversed());
        assertThat(errors.stream().map(error -> error.example().type()))
                .contains("java.lang.IllegalStateException", "java.io.IOException");
        assertThat(errors).allSatisfy(error -> {
            assertThat(error.items()).isNotEmpty();
            assertThat(error.attempts()).isEqualTo(1);
            assertThat(error.nodes().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(error.count());
        });
    }
}
