// A load generator for chat servers on loopback: one thread, one epoll set, one line of JSON.
//   cc -std=c11 -O2 -Wall -Wextra -o generator *.c -lm
//   ./generator --mode throughput --recv vu:5378 --pairs 10 --window 64 --server-pid PID
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "json_line.h"
#include "modes.h"
#include "network.h"
#include "server_stats.h"
#include "traffic.h"

static const struct mode {
  const char *name;
  bool (*run)(void);
} modes[] = {
  {"throughput", run_throughput}, {"fanout", run_fanout}, {"latency", run_latency},
  {"connections", run_connections}, {"slow", run_slow},
};

static const struct mode *mode_named(const char *name) {
  for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++)
    if (strcmp(modes[i].name, name) == 0) return &modes[i];
  return NULL;
}

static void allow_many_files(void) {
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

// Longer than any phase that ends by itself; SIGALRM then ends the process.
static void bound_in_time(void) {
  alarm((unsigned)(options.deadline_s + options.warmup_s + 4 * options.duration_s) + 30);
}

static void describe_receivers(void) {
  char names[256] = "";
  for (int i = 0; i < options.receive_count; i++) {
    if (i > 0) strcat(names, ",");
    strcat(names, options.receive[i].dialect->name);
  }
  json_text("recv", names);
}

int main(int argc, char **argv) {
  parse_options(argc, argv);
  const struct mode *mode = mode_named(options.mode);
  if (mode == NULL) {
    fprintf(stderr, "generator: no mode '%s'; see --help\n", options.mode);
    return 2;
  }
  if (options.server_pid != 0 && server_rss_kib() == 0) {
    fprintf(stderr, "generator: --server-pid: no process %d\n", options.server_pid);
    return 2;
  }
  allow_many_files();
  bound_in_time();
  network_start();
  json_open();
  json_text("mode", mode->name);
  json_text("send", options.send.dialect->name);
  describe_receivers();
  json_number("size", options.size);
  bool ran = mode->run();
  report_traffic();
  json_number("ok", ran);
  json_close();
  population_end();
  return ran ? 0 : 1;
}
