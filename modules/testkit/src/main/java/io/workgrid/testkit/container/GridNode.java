package io.workgrid.testkit.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;

/** A node in a container, and what can happen to it. Any thread. */
public final class GridNode {
    /** The port of a node's HTTP API inside its container. */
    static final int HTTP_PORT = 8701;

    private final String name;
    private final GenericContainer<?> container;
    private final DockerClient docker;

    GridNode(String name, GenericContainer<?> container) {
        this.name = name;
        this.container = container;
        this.docker = container.getDockerClient();
    }

    /** What the node was called; in the grid something is added to it, as {@code node-1-4kx}. */
    public String name() {
        return name;
    }

    /** The container's id. */
    public String containerId() {
        return container.getContainerId();
    }

    /** Where its HTTP API is to be had from here. Not while it is cut off from its network. */
    public URI url() {
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(HTTP_PORT));
    }

    /** Its address among the nodes. */
    public String address() {
        return inspect().getNetworkSettings().getNetworks().values().stream()
                .map(network -> String.valueOf(network.getIpAddress()))
                .filter(address -> !address.isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " is in no network"));
    }

    /** Ends its process at once, as a machine that dies. */
    public void kill() {
        docker.killContainerCmd(containerId()).exec();
    }

    /**
     * Asks it to leave, with SIGTERM, and waits until it has.
     *
     * @param most after that it is killed
     * @return the exit code: 0 if it left in order, 137 if it was killed
     */
    public int stop(Duration most) {
        try {
            docker.stopContainerCmd(containerId())
                    .withTimeout((int) most.toSeconds())
                    .exec();
        } catch (NotModifiedException e) {
            // it had ended before
        }
        return exitCode();
    }

    /** The exit code of its process, once that has ended. */
    public int exitCode() {
        return Math.toIntExact(Objects.requireNonNull(inspect().getState().getExitCodeLong(), "no exit code yet"));
    }

    /** Whether the kernel ended something in the container because its memory was over. */
    public boolean ranOutOfMemory() {
        return Boolean.TRUE.equals(inspect().getState().getOOMKilled());
    }

    /** Freezes all of its processes. */
    public void pause() {
        docker.pauseContainerCmd(containerId()).exec();
    }

    /** Lets them go on. */
    public void unpause() {
        docker.unpauseContainerCmd(containerId()).exec();
    }

    /** Whether its process runs, frozen or not. */
    public boolean isRunning() {
        return Boolean.TRUE.equals(inspect().getState().getRunning());
    }

    /** Whether it is frozen. */
    public boolean isPaused() {
        return Boolean.TRUE.equals(inspect().getState().getPaused());
    }

    /** What it said so far. */
    public String logs() {
        return container.getLogs();
    }

    /**
     * Runs a program in the container.
     *
     * @return what it printed to stdout and then to stderr
     * @throws IllegalStateException if it did not end with 0
     */
    public String exec(String... command) {
        try {
            var result = container.execInContainer(command);
            if (result.getExitCode() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " in " + name + " ended with "
                        + result.getExitCode() + ": " + result.getStderr());
            }
            return result.getStdout() + result.getStderr();
        } catch (IOException e) {
            throw new IllegalStateException(name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Takes the container away, whatever state it is in. */
    void remove() {
        container.stop();
    }

    private InspectContainerResponse inspect() {
        return docker.inspectContainerCmd(containerId()).exec();
    }
}
