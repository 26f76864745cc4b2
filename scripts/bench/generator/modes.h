#ifndef MODES_H
#define MODES_H
#include <stdbool.h>

// Each mode makes its clients, logs them in, loads the server and writes its part of the JSON line.
// False when it could not be run: not everyone could log in, or was cut off.

bool run_throughput(void);
bool run_fanout(void);
bool run_latency(void);
bool run_connections(void);
bool run_slow(void);

#endif
