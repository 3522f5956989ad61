package io.workgrid.cli.bench;

/**
 * What was swept.
 *
 * @param task the task's or job's name
 * @param items how many items each run had
 * @param cores processors this process may use
 * @param repetitions runs of each number of workers that count
 */
record Setup(String task, long items, int cores, int repetitions) {}
