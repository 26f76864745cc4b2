#include "json_line.h"
#include "modes.h"
#include "network.h"
#include "server_stats.h"
#include "client.h"

bool run_connections(void) {
  population_start(options.connections);
  for (int i = 0; i < options.connections; i++)
    add_client(IDLER, &options.receive[i % options.receive_count], "idle", i, 0);
  struct snapshot before = take_snapshot();
  uint64_t started = clock_ns();
  bool everyone = log_in(0, population.count);
  double wall_s = (double)(clock_ns() - started) / 1e9;
  struct snapshot logged_in = take_snapshot();
  double logins = population.ready;
  network_settle(options.duration_s);
  struct snapshot after = take_snapshot();

  double cpu_s = logged_in.server_cpu_s - before.server_cpu_s;
  double idle_cpu_s = after.server_cpu_s - logged_in.server_cpu_s;
  double grown_kib = after.server_rss_kib - before.server_rss_kib;
  json_number("connections", options.connections);
  json_number("ready", logins);
  json_number("alive_at_end", population.ready);
  json_number("secs", wall_s);
  json_number("logins_per_s", logins / wall_s);
  json_number("srv_wait_pct", 100 * (logged_in.server_wait_s - before.server_wait_s) / wall_s);
  json_number("gen_wait_pct", 100 * (logged_in.own_wait_s - before.own_wait_s) / wall_s);
  json_number("srv_us_per_login", logins > 0 ? cpu_s * 1e6 / logins : 0);
  json_number("rss_before_kib", before.server_rss_kib);
  json_number("rss_after_kib", after.server_rss_kib);
  json_number("rss_kib_per_connection", logins > 0 ? grown_kib / logins : 0);
  json_number("idle_srv_cpu_pct", 100 * idle_cpu_s / options.duration_s);
  return everyone && population.gone == 0;
}
