"""The peer of NoOpMap: multiprocessing.Pool.map over no-ops, a round for each line on stdin; answers nanoseconds."""

import sys
import time
from multiprocessing import Pool


def no_op(n):
    return n


if __name__ == "__main__":
    items, workers = int(sys.argv[1]), int(sys.argv[2])
    numbers = list(range(items))
    with Pool(workers) as pool:
        for _ in sys.stdin:
            start = time.perf_counter_ns()
            results = pool.map(no_op, numbers)
            took = time.perf_counter_ns() - start
            assert len(results) == items and results[-1] == items - 1
            print(took, flush=True)
