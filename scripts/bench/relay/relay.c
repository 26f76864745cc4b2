// The machine's ceiling: the least that a server must do to pass vu messages on. One thread, one
// epoll set; what one turn has for a connection is written once.
//   cc -std=c11 -O2 -Wall -Wextra -o relay relay.c roster.c && ./relay 0
// HELLO-FROM name, SEND name text, SEND * text; all else is BAD-RQST-HDR.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "roster.h"

#define READ_ROOM (256u << 10)
#define LONGEST_LINE (64u << 10)
#define MOST_WAITING (4u << 20) // bytes for a receiver that does not read; then it is closed
#define EVENTS_A_TURN 1024

static int epoll_fd;
static char input[LONGEST_LINE + READ_ROOM];

// Those with output or to be freed at the end of the turn; each is in a list once.
static struct list { struct peer **of; size_t count, capacity; } written, closed;

static void *resized(void *old, size_t size) {
  void *memory = realloc(old, size);
  if (memory == NULL) abort();
  return memory;
}

static void push(struct list *list, struct peer *p) {
  if (list->count == list->capacity) {
    list->capacity = list->capacity * 2 + 64;
    list->of = resized(list->of, list->capacity * sizeof *list->of);
  }
  list->of[list->count++] = p;
}

static void hang_up(struct peer *p) {
  if (p->closed) return;
  p->closed = true;
  roster_remove(p);
  close(p->fd);
  push(&closed, p);
}

static void watch(struct peer *p, bool writable) {
  struct epoll_event event = {.events = EPOLLIN | (writable ? EPOLLOUT : 0u), .data.ptr = p};
  epoll_ctl(epoll_fd, EPOLL_CTL_MOD, p->fd, &event);
  p->waits_to_write = writable;
}

static void flush(struct peer *p) {
  ssize_t taken = send(p->fd, p->output + p->flushed, p->filled - p->flushed, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (taken < 0 && errno != EAGAIN) {
    hang_up(p);
    return;
  }
  if (taken > 0) p->flushed += (size_t)taken;
  bool rest = p->flushed < p->filled;
  if (!rest) p->flushed = p->filled = 0;
  if (rest != p->waits_to_write) watch(p, rest);
}

// Room for `length` bytes of output, or NULL when the peer was closed.
static char *room_for(struct peer *p, size_t length) {
  if (p->closed) return NULL;
  if (p->filled - p->flushed + length > MOST_WAITING) {
    hang_up(p);
    return NULL;
  }
  if (p->filled + length > p->capacity) {
    p->filled -= p->flushed;
    if (p->flushed > 0) memmove(p->output, p->output + p->flushed, p->filled);
    p->flushed = 0;
    if (p->filled + length > p->capacity) {
      p->capacity = 2 * (p->filled + length);
      p->output = resized(p->output, p->capacity);
    }
  }
  char *room = p->output + p->filled;
  p->filled += length;
  if (!p->has_written) {
    p->has_written = true;
    push(&written, p);
  }
  return room;
}

static void answer(struct peer *p, const char *line) {
  size_t length = strlen(line);
  char *room = room_for(p, length);
  if (room != NULL) memcpy(room, line, length);
}

static void deliver(struct peer *to, const struct peer *from, const char *text, size_t length) {
  char *room = room_for(to, strlen("DELIVERY ") + from->name_length + 1 + length + 1);
  if (room == NULL) return;
  room = mempcpy(room, "DELIVERY ", strlen("DELIVERY "));
  room = mempcpy(room, from->name, from->name_length);
  *room++ = ' ';
  room = mempcpy(room, text, length);
  *room = '\n';
}

static void take_login(struct peer *p, const char *name, size_t length) {
  char reply[NAME_ROOM + 16];
  if (length == 0 || length >= NAME_ROOM || p->name_length > 0) {
    answer(p, "BAD-RQST-BODY\n");
  } else if (!roster_add(p, name, length)) {
    answer(p, "IN-USE\n");
  } else {
    snprintf(reply, sizeof reply, "HELLO %.*s\n", (int)length, name);
    answer(p, reply);
  }
}

static void take_send(struct peer *from, const char *target, size_t length) {
  const char *space = memchr(target, ' ', length);
  if (space == NULL || from->name_length == 0) {
    answer(from, "BAD-RQST-BODY\n");
    return;
  }
  size_t name_length = (size_t)(space - target), text_length = length - name_length - 1;
  struct peer *to = roster_find(target, name_length);
  if (to != NULL) {
    deliver(to, from, space + 1, text_length);
  } else if (name_length == 1 && *target == '*') {
    for (struct peer *each = roster_first(); each != NULL;) {
      struct peer *next = each->next_online; // a delivery may take `each` out of the roster
      if (each != from) deliver(each, from, space + 1, text_length);
      each = next;
    }
  } else {
    answer(from, "BAD-DEST-USER\n");
    return;
  }
  answer(from, "SEND-OK\n");
}

static void take_line(struct peer *p, const char *line, size_t length) {
  if (length > 5 && memcmp(line, "SEND ", 5) == 0) take_send(p, line + 5, length - 5);
  else if (length > 11 && memcmp(line, "HELLO-FROM ", 11) == 0) take_login(p, line + 11, length - 11);
  else answer(p, "BAD-RQST-HDR\n");
}

static void take_input(struct peer *p) {
  ssize_t count = recv(p->fd, input + p->kept, READ_ROOM, MSG_DONTWAIT);
  if (count < 0 && errno == EAGAIN) return;
  if (count <= 0) {
    hang_up(p);
    return;
  }
  if (p->kept > 0) memcpy(input, p->rest, p->kept);
  const char *at = input, *end = input + p->kept + count, *line_end;
  while ((line_end = memchr(at, '\n', (size_t)(end - at))) != NULL) {
    take_line(p, at, (size_t)(line_end - at));
    at = line_end + 1;
  }
  p->kept = (size_t)(end - at);
  if (p->kept > LONGEST_LINE) hang_up(p);
  if (p->kept == 0 || p->closed) return;
  p->rest = resized(p->rest, p->kept);
  memcpy(p->rest, at, p->kept);
}

static void accept_peers(int listener) {
  const int on = 1;
  for (int i = 0; i < 256; i++) {
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct peer *p = resized(NULL, sizeof *p);
    *p = (struct peer){.fd = fd};
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = p};
    epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event);
  }
}

static void end_turn(void) {
  for (size_t i = 0; i < written.count; i++) {
    struct peer *p = written.of[i];
    p->has_written = false;
    if (!p->closed && !p->waits_to_write) flush(p);
  }
  written.count = 0;
  for (size_t i = 0; i < closed.count; i++) {
    free(closed.of[i]->rest);
    free(closed.of[i]->output);
    free(closed.of[i]);
  }
  closed.count = 0;
}

static int open_listener(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0 || bind(fd, (struct sockaddr *)&address, size) < 0 || listen(fd, 4096) < 0 ||
      getsockname(fd, (struct sockaddr *)&address, &size) < 0) {
    perror("relay: listen");
    exit(1);
  }
  printf("listening vu 127.0.0.1:%d\nready\n", ntohs(address.sin_port));
  fflush(stdout);
  return fd;
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fputs("usage: relay PORT (0 = any)\n", stderr);
    return 2;
  }
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  epoll_fd = epoll_create1(EPOLL_CLOEXEC);
  int listener = open_listener(atoi(argv[1]));
  struct epoll_event event = {.events = EPOLLIN}; // data.ptr NULL: the listener
  epoll_ctl(epoll_fd, EPOLL_CTL_ADD, listener, &event);
  static struct epoll_event events[EVENTS_A_TURN];
  for (;;) {
    int count = epoll_wait(epoll_fd, events, EVENTS_A_TURN, -1);
    for (int i = 0; i < count; i++) {
      struct peer *p = events[i].data.ptr;
      if (p == NULL) accept_peers(listener);
      else {
        if (!p->closed && events[i].events & EPOLLOUT) flush(p);
        if (!p->closed && events[i].events & ~(uint32_t)EPOLLOUT) take_input(p);
      }
    }
    end_turn();
  }
}
