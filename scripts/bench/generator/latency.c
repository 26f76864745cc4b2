#include <stddef.h>

#include "json_line.h"
#include "modes.h"
#include "network.h"
#include "paced.h"
#include "server_stats.h"
#include "traffic.h"

static struct histogram delay;

static void measure(void) {
  pace_start(options.pairs);
  pace_for(options.warmup_s, NULL);
  longest_turn_ns();
  struct snapshot before = take_snapshot();
  uint64_t delivered = traffic.delivered, idle_ns = network.idle_ns, started = clock_ns();
  measure_delays(&delay, NULL);
  pace_for(options.duration_s, NULL);
  double wall_s = (double)(clock_ns() - started) / 1e9;
  double idle_s = (double)(network.idle_ns - idle_ns) / 1e9;
  double messages = (double)(traffic.delivered - delivered);
  struct snapshot after = take_snapshot();
  stop_traffic();
  json_number("secs", wall_s);
  json_number("rate", messages / wall_s);
  json_latency("", &delay);
  json_number("gen_longest_turn_us", (double)longest_turn_ns() / 1000);
  report_cpu(before, after, wall_s, idle_s, messages);
}

bool run_latency(void) {
  population_start(2 * options.pairs);
  add_pairs(options.pairs);
  json_number("pairs", options.pairs);
  json_number("offered", options.rate);
  bool everyone = log_in(0, population.count);
  json_number("ready", population.ready);
  if (everyone) {
    network_settle(0.2);
    measure();
  }
  return everyone && population.gone == 0;
}
