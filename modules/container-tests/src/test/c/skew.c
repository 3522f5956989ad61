/* Sets the clock on the wall, for the process that this is loaded into, by CLOCK_SKEW_SECONDS; the clocks that measure go on as they do. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long skew(void) {
    static volatile long known;
    static volatile int asked;
    if (!asked) {
        const char *text = getenv("CLOCK_SKEW_SECONDS");
        known = text == NULL ? 0 : atol(text);
        asked = 1;
    }
    return known;
}

int clock_gettime(clockid_t id, struct timespec *now) {
    long fault = syscall(SYS_clock_gettime, id, now);
    if (fault == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) {
        now->tv_sec += skew();
    }
    return (int) fault;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    struct timespec precise;
    (void) zone;
    if (clock_gettime(CLOCK_REALTIME, &precise) != 0) {
        return -1;
    }
    now->tv_sec = precise.tv_sec;
    now->tv_usec = precise.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *also) {
    struct timespec precise;
    if (clock_gettime(CLOCK_REALTIME, &precise) != 0) {
        return (time_t) -1;
    }
    if (also != NULL) {
        *also = precise.tv_sec;
    }
    return precise.tv_sec;
}
