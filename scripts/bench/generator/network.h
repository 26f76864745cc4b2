#ifndef NETWORK_H
#define NETWORK_H
#include <stdint.h>

struct client;

struct network {
  uint64_t now;     // monotonic ns, read once a turn, right after epoll_wait
  uint64_t idle_ns; // time in turns that brought nothing
};
extern struct network network;

uint64_t clock_ns(void);
uint64_t seconds_ns(double seconds);

void network_start(void);
// events: EPOLLIN and so on; the first call for a client adds it.
void network_watch(struct client *c, uint32_t events);
// One epoll_wait and all that it brought. 0 does not sleep, which keeps the generator's own
// wake-up out of the latencies.
void network_turn(int timeout_ms);
// Turns until the time is over.
void network_settle(double seconds);

#endif
