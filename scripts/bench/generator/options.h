#ifndef OPTIONS_H
#define OPTIONS_H
#include "dialects.h"

#define MAX_ENDPOINTS 8

struct endpoint {
  const struct dialect *dialect;
  int port;
};

struct options {
  const char *mode;
  struct endpoint send;
  struct endpoint receive[MAX_ENDPOINTS]; // receiver i uses endpoint i % receive_count
  int receive_count;
  int pairs, window, receivers, connections, logins_at_once;
  int size, flood_batch, victim_buffer, deadline_s, server_pid;
  double rate, warmup_s, duration_s, flood_mib;
};

extern struct options options;

// Fills `options`, or explains what is wrong on stderr and exits 2.
void parse_options(int argc, char **argv);

#endif
