#include "server_stats.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "json_line.h"
#include "options.h"

// schedstat counts nanoseconds; utime in stat counts ticks of 10 ms, too coarse for short runs.
static void add_schedstat(const char *path, double *running_s, double *waiting_s) {
  FILE *file = fopen(path, "r");
  if (file == NULL) return; // the thread has ended
  unsigned long long running = 0, waiting = 0;
  if (fscanf(file, "%llu %llu", &running, &waiting) == 2) {
    *running_s += (double)running / 1e9;
    *waiting_s += (double)waiting / 1e9;
  }
  fclose(file);
}

static void add_server_threads(struct snapshot *s) {
  char path[300];
  snprintf(path, sizeof path, "/proc/%d/task", options.server_pid);
  DIR *threads = opendir(path);
  if (threads == NULL) return;
  struct dirent *entry;
  while ((entry = readdir(threads)) != NULL) {
    if (entry->d_name[0] == '.') continue;
    snprintf(path, sizeof path, "/proc/%d/task/%.255s/schedstat", options.server_pid, entry->d_name);
    add_schedstat(path, &s->server_cpu_s, &s->server_wait_s);
  }
  closedir(threads);
}

static double machine_busy_s(void) {
  FILE *file = fopen("/proc/stat", "r");
  if (file == NULL) return 0;
  double user, nice, system, idle, iowait, irq, softirq, busy = 0;
  if (fscanf(file, "cpu %lf %lf %lf %lf %lf %lf %lf", &user, &nice, &system, &idle, &iowait, &irq,
             &softirq) == 7)
    busy = (user + nice + system + irq + softirq) / (double)sysconf(_SC_CLK_TCK);
  fclose(file);
  return busy;
}

double server_rss_kib(void) {
  char path[64], line[256];
  snprintf(path, sizeof path, "/proc/%d/status", options.server_pid);
  FILE *file = options.server_pid == 0 ? NULL : fopen(path, "r");
  if (file == NULL) return 0;
  double kib = 0;
  while (fgets(line, sizeof line, file) != NULL)
    if (strncmp(line, "VmRSS:", 6) == 0) kib = atof(line + 6);
  fclose(file);
  return kib;
}

struct snapshot take_snapshot(void) {
  struct snapshot s = {0};
  if (options.server_pid != 0) add_server_threads(&s);
  add_schedstat("/proc/self/schedstat", &s.own_cpu_s, &s.own_wait_s);
  s.machine_busy_s = machine_busy_s();
  s.server_rss_kib = server_rss_kib();
  return s;
}

void report_cpu(struct snapshot before, struct snapshot after, double wall_s, double idle_s,
                double messages) {
  double server = after.server_cpu_s - before.server_cpu_s;
  json_number("srv_us_per_msg", messages > 0 ? server * 1e6 / messages : 0);
  json_number("srv_cpu_pct", 100 * server / wall_s);
  json_number("srv_wait_pct", 100 * (after.server_wait_s - before.server_wait_s) / wall_s);
  json_number("srv_rss_kib", after.server_rss_kib);
  json_number("gen_busy_pct", 100 * (1 - idle_s / wall_s));
  json_number("gen_wait_pct", 100 * (after.own_wait_s - before.own_wait_s) / wall_s);
}

void report_foreign_cpu(struct snapshot before, struct snapshot after, double wall_s) {
  double server = after.server_cpu_s - before.server_cpu_s;
  double own = after.own_cpu_s - before.own_cpu_s;
  double machine = after.machine_busy_s - before.machine_busy_s;
  json_number("foreign_pct", 100 * (machine - server - own) / wall_s);
}
