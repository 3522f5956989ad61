"""The grid of docker/compose.yaml on this machine: image, start, idle memory, and how long it takes until what a lost node held runs again.

Prints Markdown. Wants Docker with Compose, and the image and the secrets of the README's Compose section; no such grid may be up.
Arguments: the root of the project, and how many rounds (3).
"""

import json
import os
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request

ROOT = sys.argv[1]
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 3
DOCKER = os.path.join(ROOT, "docker")
URL = "http://127.0.0.1:" + os.environ.get("WORKGRID_PORT", "8701")
IMAGE = os.environ.get("WORKGRID_IMAGE", "workgrid:latest")
ITEM_SECONDS = 5.0
DEADLINE = 120

with open(os.path.join(DOCKER, "secrets", "admin.token")) as token:
    HEADERS = {"Authorization": "Bearer " + token.read().strip(), "Content-Type": "application/json"}


def output(*args):
    return subprocess.run(args, cwd=DOCKER, check=True, capture_output=True, text=True).stdout.strip()


def has_compose_2():
    return subprocess.run(["docker", "compose", "version"], capture_output=True).returncode == 0


COMPOSE = ("docker", "compose") if has_compose_2() else ("docker-compose",)


def call(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(URL + "/api/v1" + path, data, HEADERS)
    with urllib.request.urlopen(request, timeout=DEADLINE) as answer:
        return json.loads(answer.read().split(b"\n")[0])


def until(what, wanted):
    """The first answer of wanted() that is not false; no answer of the grid is none."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        try:
            found = wanted()
            if found:
                return found
        except (OSError, urllib.error.URLError):
            pass
        time.sleep(0.05)
    sys.exit(f"not within {DEADLINE} s: {what}")


def submit(seconds):
    return call("/jobs", {"task": {"name": "sleep"}, "effect": "idempotent", "items": [f"{seconds:g}s"]})["id"]


def ended(job):
    return until("the end of " + job, lambda: call(f"/jobs/{job}?until=ended")["ended"])


def whole():
    nodes = call("/nodes")["nodes"]
    return len(nodes) == 3 and not any(node["copying"] or node["note"] for node in nodes)


def start():
    """Seconds until a first result, and until three nodes are there with all copies made."""
    began = time.monotonic()
    process = subprocess.Popen([*COMPOSE, "up", "-d"], cwd=DOCKER, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    ended(until("a node", lambda: submit(0)))
    first = time.monotonic() - began
    until("three nodes", whole)
    everything = time.monotonic() - began
    process.wait()
    return first, everything


def idle_megabytes():
    """Of each node, what its container takes, without files that are kept because there is room."""
    units = {"KiB": 1 / 1024, "MiB": 1, "GiB": 1024}
    lines = output("docker", "stats", "--no-stream", "--format", "{{.MemUsage}}", *output(*COMPOSE, "ps", "-q").split())
    used = [line.split(" / ")[0] for line in lines.splitlines()]
    return [float(text[:-3]) * units[text[-3:]] for text in used]


def busy_container():
    """The container that runs an item; false if that is the one with the published port, which is wanted for looking."""
    busy = [node["name"] for node in call("/nodes")["nodes"] if node["busy"] > 0]
    if not busy:
        return None
    for container in output(*COMPOSE, "ps", "-q", "node").split():
        if busy[0].startswith(container[:12]):
            return container
    return ""


def recovery(harm, repair):
    """Seconds from the harm until the item that the node held was begun again elsewhere."""
    while True:
        job = submit(ITEM_SECONDS)
        container = until("a busy node", lambda: (lambda found: None if found is None else (found,))(busy_container()))[0]
        if container:
            break
        ended(job)
    began = time.monotonic()
    harm(container)
    ended(job)
    took = time.monotonic() - began - ITEM_SECONDS
    repair(container)
    until("three nodes again", whole)
    return max(0.0, took)


def row(*cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def measured(name, harm, repair):
    times = [recovery(harm, repair) for _ in range(ROUNDS)]
    row(name, f"{statistics.median(times):.1f} s", f"{min(times):.1f} to {max(times):.1f}")


def main():
    network = output("docker", "network", "ls", "-q", "--filter", "name=^docker_default$")
    if network:
        sys.exit("docker_default is there: first `docker compose down`")
    row("what", "here", "")
    row("---", "---", "---")
    size = int(output("docker", "image", "inspect", "-f", "{{.Size}}", IMAGE))
    row("the image", f"{size / 1e6:.0f} MB", "")
    try:
        first, everything = [], []
        for attempt in range(ROUNDS):
            if attempt:
                output(*COMPOSE, "down")
            one, all_three = start()
            first.append(one)
            everything.append(all_three)
        row("`docker compose up -d` to the first result", f"{statistics.median(first):.1f} s", "")
        row("to three nodes with all copies made", f"{statistics.median(everything):.1f} s", "")
        time.sleep(30)
        used = idle_megabytes()
        row("memory of an idle node", f"{statistics.median(used):.0f} MiB", f"{min(used):.0f} to {max(used):.0f}")
        measured(
            "killed: its item runs again after",
            lambda c: output("docker", "kill", c),
            lambda c: output("docker", "start", c),
        )
        measured("stopped: its item is late by", stop, restart)
        measured("frozen", lambda c: output("docker", "pause", c), lambda c: output("docker", "unpause", c))
        measured(
            "cut off",
            lambda c: output("docker", "network", "disconnect", "docker_default", c),
            lambda c: output("docker", "network", "connect", "--alias", "nodes", "docker_default", c),
        )
    finally:
        output(*COMPOSE, "down")


def stop(container):
    subprocess.Popen(["docker", "stop", container], stdout=subprocess.DEVNULL)


def restart(container):
    until("the stop", lambda: output("docker", "inspect", "-f", "{{.State.Running}}", container) == "false")
    output("docker", "start", container)


if __name__ == "__main__":
    main()
