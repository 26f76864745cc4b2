#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "client.h"
#include "network.h"

struct population population;

void population_start(int capacity) {
  population.all = calloc((size_t)capacity, sizeof *population.all);
  if (population.all == NULL) {
    perror("generator: memory");
    exit(1);
  }
}

struct client *add_client(enum role role, const struct endpoint *endpoint, const char *prefix,
                          int number, uint32_t pair) {
  struct client *c = &population.all[population.count++];
  *c = (struct client){.fd = -1, .role = role, .endpoint = endpoint, .pair = pair};
  snprintf(c->name, sizeof c->name, "%s%d", prefix, number);
  return c;
}

bool log_in(int from, int to) {
  uint64_t end = clock_ns() + seconds_ns(options.deadline_s);
  int settled_before = population.ready + population.gone;
  int opened = 0;
  for (;;) {
    int settled = population.ready + population.gone - settled_before;
    if (settled == to - from || population.gone > 0 || network.now > end) break;
    for (; from + opened < to && opened - settled < options.logins_at_once; opened++)
      client_open(&population.all[from + opened]);
    network_turn(5);
  }
  if (population.gone == 0 && population.ready < to) note_error("logins took too long", "", 0);
  return population.ready == to;
}

void population_end(void) {
  const struct linger at_once = {.l_onoff = 1, .l_linger = 0};
  for (int i = 0; i < population.count; i++) {
    int fd = population.all[i].fd;
    if (fd < 0) continue;
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(fd);
  }
}

void note_error(const char *what, const char *detail, size_t length) {
  char *out = population.first_error;
  size_t room = sizeof population.first_error;
  if (*out != '\0') return;
  size_t used = (size_t)snprintf(out, room, "%s: ", what);
  for (size_t i = 0; i < length && used + 1 < room; i++) {
    char c = detail[i];
    out[used++] = c >= ' ' && c < 127 && c != '"' && c != '\\' ? c : '.';
  }
  out[used] = '\0';
}
