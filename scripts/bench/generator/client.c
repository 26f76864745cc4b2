#define _GNU_SOURCE
#include "client.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "network.h"
#include "traffic.h"

#define READ_ROOM (256u << 10)
#define LONGEST_FRAME (128u << 10) // beyond any frame that a text of 4 KiB makes
#define READS_IN_A_TURN 4          // then the others have their turn

static char shared[LONGEST_FRAME + READ_ROOM];

static void give_up(struct client *c, const char *reason) {
  if (c->stage == GONE) return;
  if (c->stage == READY) population.ready--;
  c->stage = GONE;
  c->closed = true;
  population.gone++;
  population.connection_errors++;
  note_error(reason, c->name, strlen(c->name));
  close(c->fd);
  c->fd = -1;
}

static void reserve(struct bytes *b, size_t length) {
  if (b->end + length <= b->capacity) return;
  if (b->start > 0) {
    memmove(b->data, b->data + b->start, b->end - b->start);
    b->end -= b->start;
    b->start = 0;
  }
  if (b->end + length <= b->capacity) return;
  b->capacity = (b->end + length) * 2;
  b->data = realloc(b->data, b->capacity);
  if (b->data == NULL) {
    perror("generator: memory");
    exit(1);
  }
}

static void append(struct bytes *b, const char *data, size_t length) {
  if (length == 0) return;
  reserve(b, length);
  memcpy(b->data + b->end, data, length);
  b->end += length;
}

static bool has_unsent(const struct client *c) { return c->unsent.start < c->unsent.end; }

static void watch(struct client *c) {
  uint32_t events = EPOLLRDHUP;
  if (!c->deaf) events |= EPOLLIN;
  if (has_unsent(c) || c->stage == CONNECTING) events |= EPOLLOUT;
  network_watch(c, events);
}

static size_t send_some(struct client *c, const char *data, size_t length) {
  ssize_t taken = send(c->fd, data, length, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (taken >= 0) return (size_t)taken;
  if (errno != EAGAIN && errno != EINTR) give_up(c, "send failed");
  return 0;
}

static void flush(struct client *c) {
  c->unsent.start += send_some(c, c->unsent.data + c->unsent.start, c->unsent.end - c->unsent.start);
  if (c->stage == GONE) return;
  if (!has_unsent(c)) c->unsent.start = c->unsent.end = 0;
  watch(c);
}

void client_send(struct client *c, const char *data, size_t length) {
  if (c->stage == GONE) return;
  size_t taken = has_unsent(c) ? 0 : send_some(c, data, length);
  if (c->stage == GONE || taken == length) return;
  append(&c->unsent, data + taken, length - taken);
  watch(c);
}

static void send_login(struct client *c) {
  char login[256];
  c->stage = LOGGING_IN;
  watch(c);
  client_send(c, login, fill_template(login, sizeof login, c->endpoint->dialect->login, c->name, "", ""));
}

static void take_frame(struct client *c, struct frame frame) {
  const struct dialect *d = c->endpoint->dialect;
  if (c->stage == READY) {
    take_message(c, frame);
  } else if (frame_matches(d->logged_in, frame.bytes, frame.length)) {
    c->stage = READY;
    population.ready++;
  } else if (frame_matches(d->refusal, frame.bytes, frame.length)) {
    population.login_errors++;
    note_error("login refused", frame.bytes, frame.length);
    give_up(c, "login refused");
  }
}

static void take_frames(struct client *c, const char *data, size_t length) {
  struct frame frame;
  while (splitter_next(&c->splitter, c->endpoint->dialect->framing, data, length, &frame)) {
    take_frame(c, frame);
    if (c->stage == GONE) return;
  }
  size_t consumed = splitter_consume(&c->splitter);
  c->unread.start = c->unread.end = 0;
  if (length - consumed > LONGEST_FRAME) give_up(c, "frame without an end");
  else append(&c->unread, data + consumed, length - consumed);
}

// True when there may be more to read.
static bool read_some(struct client *c) {
  size_t kept = c->unread.end;
  ssize_t count = recv(c->fd, shared + kept, READ_ROOM, MSG_DONTWAIT);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return false;
  if (count <= 0) {
    give_up(c, count < 0             ? "connection reset"
               : c->stage == READY ? "closed by the server"
                                   : "closed during login");
    return false;
  }
  if (kept > 0) memcpy(shared, c->unread.data, kept);
  take_frames(c, shared, kept + (size_t)count);
  return c->stage != GONE && (size_t)count == READ_ROOM;
}

void client_drain(struct client *c) {
  c->unread_answers = 0;
  while (c->stage != GONE && read_some(c)) {}
}

void client_set_deaf(struct client *c, bool deaf) {
  c->deaf = deaf;
  if (c->stage != GONE) watch(c);
}

void client_wake(struct client *c, uint32_t events) {
  if (c->stage == GONE) return;
  if (c->stage == CONNECTING) {
    if (events & (EPOLLERR | EPOLLHUP)) give_up(c, "connection refused");
    else if (events & EPOLLOUT) send_login(c);
    return;
  }
  if (events & EPOLLOUT) flush(c);
  if (c->stage == GONE) return;
  if (c->deaf) {
    if (events & (EPOLLHUP | EPOLLERR)) give_up(c, "closed while it did not read");
    else if (events & EPOLLRDHUP) {
      c->closed = true;
      network_watch(c, 0); // or epoll would tell it again in every turn
    }
    return;
  }
  for (int i = 0; i < READS_IN_A_TURN && read_some(c); i++) {}
}

void client_open(struct client *c) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)c->endpoint->port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  const int on = 1;
  c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (c->fd < 0) {
    perror("generator: socket (is ulimit -n high enough?)");
    exit(1);
  }
  setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (c->role == VICTIM)
    setsockopt(c->fd, SOL_SOCKET, SO_RCVBUF, &options.victim_buffer, sizeof options.victim_buffer);
  c->stage = CONNECTING;
  if (connect(c->fd, (struct sockaddr *)&address, sizeof address) < 0 && errno != EINPROGRESS)
    give_up(c, "connection refused");
  else watch(c);
}
