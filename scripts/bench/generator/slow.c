#include <stddef.h>

#include "json_line.h"
#include "modes.h"
#include "network.h"
#include "paced.h"
#include "server_stats.h"
#include "traffic.h"

#define RSS_EVERY_S 0.02

// Four phases. Warm-up: the victim reads the flood, so that code and heap are warm and what is
// measured later is the price of not reading. Base: no flood. Flood: the victim does not read.
// After: it reads again.
static struct client *victim, *flooder;
static struct histogram base_delay, flood_delay, after_delay;
static uint64_t flood_sent, flood_limit, flood_ended_at, next_rss_at;
static double rss_peak_kib;

static void watch_memory(void) {
  if (network.now < next_rss_at) return;
  next_rss_at = network.now + seconds_ns(RSS_EVERY_S);
  double rss = server_rss_kib();
  if (rss > rss_peak_kib) rss_peak_kib = rss;
}

static void flood(void) {
  static char batch[1024 * MESSAGE_ROOM];
  watch_memory();
  bool taken = flooder->unsent.start == flooder->unsent.end;
  if (flooder->stage != READY || !taken || flood_sent >= flood_limit) return;
  size_t length = 0;
  for (int i = 0; i < options.flood_batch; i++) length += put_message(flooder, batch + length, network.now);
  client_send(flooder, batch, length);
  flood_sent += length;
  flood_ended_at = network.now;
}

static void start_flood(double mib) {
  flood_sent = 0;
  flood_limit = (uint64_t)(mib * 1048576);
}

static double phase(struct histogram *delay, void (*in_each_turn)(void), const char *turn_key) {
  rss_peak_kib = server_rss_kib();
  longest_turn_ns();
  measure_delays(delay, NULL);
  pace_for(options.duration_s, in_each_turn);
  json_number(turn_key, (double)longest_turn_ns() / 1000);
  return rss_peak_kib;
}

static void flood_phase(double base_peak_kib) {
  client_set_deaf(victim, true);
  start_flood(options.flood_mib);
  uint64_t started = clock_ns(), sent = flooder->sent, refused = flooder->refusals;
  double peak_kib = phase(&flood_delay, flood, "flood_gen_longest_turn_us");
  json_latency("flood_", &flood_delay);
  json_number("flood_mib", (double)flood_sent / 1048576);
  json_number("flood_messages", (double)(flooder->sent - sent));
  json_number("flood_refused", (double)(flooder->refusals - refused));
  json_number("flood_secs", (double)(flood_ended_at - started) / 1e9);
  json_number("flooder_held_back", flooder->unsent.start < flooder->unsent.end);
  json_number("rss_flood_peak_kib", peak_kib);
  json_number("memory_taken_kib", peak_kib - base_peak_kib);
}

static void measure(void) {
  pace_start(options.pairs);
  start_flood(options.flood_mib / 4);
  pace_for(options.warmup_s, flood);
  network_settle(0.3);
  pace_start(options.pairs);
  double base_peak_kib = phase(&base_delay, watch_memory, "base_gen_longest_turn_us");
  json_latency("base_", &base_delay);
  json_number("rss_base_peak_kib", base_peak_kib);
  flood_phase(base_peak_kib);
  client_set_deaf(victim, false);
  phase(&after_delay, watch_memory, "after_gen_longest_turn_us");
  json_latency("after_", &after_delay);
  json_number("rss_after_kib", server_rss_kib());
  stop_traffic();
  json_number("victim_cut", victim->closed);
  json_number("victim_received", (double)victim->received);
}

bool run_slow(void) {
  population_start(2 * options.pairs + 2);
  add_pairs(options.pairs);
  victim = add_client(VICTIM, &options.receive[0], "victim", 0, (uint32_t)options.pairs);
  flooder = add_client(SENDER, &options.send, "flood", 0, (uint32_t)options.pairs);
  add_sender(flooder, victim->name);
  json_number("pairs", options.pairs);
  json_number("offered", options.rate);
  bool everyone = log_in(0, population.count);
  json_number("ready", population.ready);
  if (everyone) {
    network_settle(0.2);
    measure();
  }
  // The victim may be cut off; nobody else may.
  return everyone && population.gone <= (victim->stage == GONE);
}
