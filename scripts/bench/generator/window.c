#include <stddef.h>

#include "json_line.h"
#include "modes.h"
#include "network.h"
#include "server_stats.h"
#include "traffic.h"

static struct histogram each_delay, last_delay;

static void send_for(double seconds) {
  uint64_t end = clock_ns() + seconds_ns(seconds);
  do {
    network_turn(0);
    spend_credit();
  } while (network.now < end);
}

static void measure(void) {
  open_windows(options.window);
  send_for(options.warmup_s);
  struct snapshot before = take_snapshot();
  uint64_t delivered = traffic.delivered, idle_ns = network.idle_ns, started = clock_ns();
  measure_delays(&each_delay, &last_delay);
  send_for(options.duration_s);
  double wall_s = (double)(clock_ns() - started) / 1e9;
  double idle_s = (double)(network.idle_ns - idle_ns) / 1e9;
  double messages = (double)(traffic.delivered - delivered);
  struct snapshot after = take_snapshot();
  stop_traffic();
  json_number("secs", wall_s);
  json_number("rate", messages / wall_s);
  json_latency("", &each_delay);
  if (traffic.hearers > 1) json_latency("last_", &last_delay);
  report_cpu(before, after, wall_s, idle_s, messages);
  report_foreign_cpu(before, after, wall_s);
}

static bool run(int receivers) {
  json_number("receivers", receivers);
  json_number("window", options.window);
  bool everyone = log_in(0, population.count);
  json_number("ready", population.ready);
  if (everyone) {
    network_settle(0.2); // what the server still tells of the logins is over before it is measured
    measure();
  }
  return everyone && population.gone == 0;
}

bool run_throughput(void) {
  population_start(2 * options.pairs);
  add_pairs(options.pairs);
  json_number("pairs", options.pairs);
  return run(options.pairs);
}

bool run_fanout(void) {
  population_start(options.receivers + 1);
  traffic.hearers = options.receivers;
  for (int i = 0; i < options.receivers; i++)
    add_client(RECEIVER, &options.receive[i % options.receive_count], "rcv", i, 0);
  add_sender(add_client(SENDER, &options.send, "snd", 0, 0), NULL);
  return run(options.receivers);
}
