"""The peer of `modules/bench/run shared`: multiprocessing.Manager, used by two processes.

Reads lines "LOAD COUNT", does the load, answers with the nanoseconds.
"""

import functools
import multiprocessing as mp
import sys
import threading
import time


def add(value, lock, count, barrier):
    barrier.wait()
    for _ in range(count):
        with lock:
            value.value += 1


def add_by_many(threads, value, lock, count, barrier):
    """The same from several threads of a process, each with a connection of its own."""

    def body():
        for _ in range(count // threads):
            with lock:
                value.value += 1

    all_of_them = [threading.Thread(target=body) for _ in range(threads)]
    barrier.wait()
    for thread in all_of_them:
        thread.start()
    for thread in all_of_them:
        thread.join()


def get(values, count, barrier):
    barrier.wait()
    for _ in range(count):
        values["hot"]


def hand_over(lock, count, barrier):
    barrier.wait()
    for _ in range(count):
        with lock:
            pass


def put(queue, count, barrier):
    barrier.wait()
    for n in range(count):
        queue.put(n)


def take(queue, count, barrier):
    barrier.wait()
    for _ in range(count):
        queue.get()
        queue.task_done()


def two(first, second, *args):
    barrier = manager.Barrier(3)
    processes = [mp.Process(target=each, args=(*args, barrier)) for each in (first, second)]
    for process in processes:
        process.start()
    barrier.wait()
    start = time.perf_counter_ns()
    for process in processes:
        process.join()
    return time.perf_counter_ns() - start


if __name__ == "__main__":
    manager = mp.Manager()
    for line in sys.stdin:
        load, count = line.split()
        each = int(count) // 2
        if load == "add":
            nanos = two(add, add, manager.Value("q", 0), manager.Lock(), each)
        elif load.startswith("add-by-"):
            many = functools.partial(add_by_many, int(load[len("add-by-") :]))
            nanos = two(many, many, manager.Value("q", 0), manager.Lock(), each)
        elif load == "get":
            nanos = two(get, get, manager.dict(hot=1), each)
        elif load == "lock":
            nanos = two(hand_over, hand_over, manager.Lock(), each)
        elif load == "queue":
            nanos = two(put, take, manager.JoinableQueue(1000), int(count))
        print(nanos, flush=True)
