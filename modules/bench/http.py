"""HTTP and the command line against one node on this machine: the whole life of small commands, items in, results out, memory.

Prints Markdown. Wants curl and a built ./grid; arguments: the root of the project, and how many items (1,000,000).
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = sys.argv[1]
ITEMS = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
GRID = os.path.join(ROOT, "grid")
ROUNDS = 11


def spent(args, **more):
    """Seconds on the clock, seconds of CPU and the most memory in MiB of a command that must not fail."""
    start = time.perf_counter()
    process = subprocess.Popen(args, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{args} ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def curl(*args):
    return ["curl", "-sS", "--fail", *args]


class Node:
    def __init__(self):
        self.process = subprocess.Popen(
            [GRID, "node", "start", "--name", "bench", "--cluster", f"bench-{os.getpid()}", "--print-http-address"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.url = self.process.stdout.readline().strip()

    def heap(self):
        """What is in use in MiB, and so what a collection may not have freed yet."""
        text = subprocess.run(curl(self.url + "/metrics"), capture_output=True, text=True, check=True).stdout
        return float(re.search(r"^workgrid_heap_used_bytes (\S+)", text, re.M)[1]) / (1 << 20)

    def job(self, path=""):
        text = subprocess.run(curl(self.url + "/api/v1/jobs" + path), capture_output=True, text=True, check=True).stdout
        return json.loads(text)

    def stop(self):
        self.process.terminate()
        self.process.wait()


def row(*cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def commands(node, env):
    sides = {
        "`grid jobs`": [GRID, "jobs"],
        "`grid version`, which asks nobody": [GRID, "version"],
        "`java -version`, which starts Java and no more": ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-version"],
        "`curl` of the same": curl(node.url + "/api/v1/jobs"),
    }
    if subprocess.run(["which", "kubectl"], capture_output=True).returncode == 0:
        sides["`kubectl version --client`"] = ["kubectl", "version", "--client"]
    times = {name: [] for name in sides}
    for _ in range(ROUNDS):
        for name, args in sides.items():
            times[name].append(spent(args, env=env))
    for name, all_of in times.items():
        wall = statistics.median(each[0] for each in all_of)
        cpu = statistics.median(each[1] for each in all_of)
        row(name + ", whole process", f"{wall:.3f} s", f"CPU {cpu:.3f} s")


def rate(seconds):
    return f"{ITEMS / seconds:,.0f} items/s"


def main():
    node = Node()
    env = dict(os.environ, GRID_ADDRESS=node.url)
    try:
        with tempfile.TemporaryDirectory() as place:
            lines = os.path.join(place, "items.jsonl")
            with open(lines, "w") as out:
                for n in range(ITEMS):
                    out.write(f'["row-{n:07d}","0s"]\n')
            row("load", "here", "")
            row("---", "---", "---")
            for _ in range(3):
                spent([GRID, "jobs"], env=env)
            commands(node, env)
            for attempt in ("a node just started", "again"):
                body = os.path.join(place, "body")
                name = "j-bench-" + attempt.split()[0]
                with open(body, "w") as out:
                    out.write(json.dumps({"task": {"name": "sleep"}, "keyed": True, "id": name}) + "\n")
                    with open(lines) as items:
                        out.writelines(items)
                post = ["-X", "POST", "-H", "Content-Type: application/x-ndjson", "-T", body]
                took, _, _ = spent(curl(*post, node.url + "/api/v1/jobs"))
                row(f"{ITEMS:,} items in, `curl`, {attempt}", rate(took), "each is run meanwhile")
                node.job("/" + name + "?until=ended")
                took, _, _ = spent(curl(node.url + f"/api/v1/jobs/{name}/results"))
                row(f"{ITEMS:,} results out, `curl`, {attempt}", rate(took), f"heap in use {node.heap():.0f} MiB")
            items = os.path.join(place, "plain.jsonl")
            with open(items, "w") as out:
                out.writelines('"0s"\n' for _ in range(ITEMS))
            batch = os.path.join(place, "batch.yaml")
            with open(batch, "w") as out:
                out.write(f"name: bench\ntask: {{kind: sleep}}\nitems: {{jsonl: {items}}}\n")
            took, cpu, most = spent([GRID, "submit", "-q", "-d", batch], env=env)
            row(f"{ITEMS:,} items in, `grid submit -d`", rate(took), f"CPU {cpu:.1f} s, at most {most:.0f} MiB")
            took, cpu, most = spent([GRID, "results", "-q", "--follow", "@latest"], env=env)
            row(f"{ITEMS:,} results out, `grid results`", rate(took), f"CPU {cpu:.1f} s, at most {most:.0f} MiB")
            row("the node at the end", f"heap in use {node.heap():.0f} MiB", f"{len(node.job()['jobs'])} jobs kept")
    finally:
        node.stop()


if __name__ == "__main__":
    main()
