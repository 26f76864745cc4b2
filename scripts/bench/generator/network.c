#define _GNU_SOURCE
#include "network.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <time.h>

#include "client.h"

struct network network;
static int epoll_fd;

uint64_t clock_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

uint64_t seconds_ns(double seconds) { return (uint64_t)(seconds * 1e9); }

void network_start(void) {
  epoll_fd = epoll_create1(EPOLL_CLOEXEC);
  if (epoll_fd < 0) {
    perror("generator: epoll_create1");
    exit(1);
  }
  network.now = clock_ns();
}

void network_watch(struct client *c, uint32_t events) {
  if (c->watched && c->events == events) return;
  struct epoll_event event = {.events = events, .data.ptr = c};
  epoll_ctl(epoll_fd, c->watched ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, c->fd, &event);
  c->watched = true;
  c->events = events;
}

void network_turn(int timeout_ms) {
  static struct epoll_event events[1024];
  uint64_t before = clock_ns();
  int count = epoll_wait(epoll_fd, events, 1024, timeout_ms);
  network.now = clock_ns();
  if (count <= 0) network.idle_ns += network.now - before;
  for (int i = 0; i < count; i++) client_wake(events[i].data.ptr, events[i].events);
}

void network_settle(double seconds) {
  uint64_t end = clock_ns() + seconds_ns(seconds);
  do network_turn(5);
  while (network.now < end);
}
