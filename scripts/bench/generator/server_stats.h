#ifndef SERVER_STATS_H
#define SERVER_STATS_H

// What /proc said at one moment; two of them make a measurement.
struct snapshot {
  double server_cpu_s, server_wait_s; // running; ready to run but not running
  double own_cpu_s, own_wait_s;
  double machine_busy_s; // all cores
  double server_rss_kib;
};

struct snapshot take_snapshot(void);
double server_rss_kib(void);

// Puts the CPU figures of the time between the two into the JSON line.
// `wall_s` is that time, `idle_s` how long the generator had nothing to do in it.
void report_cpu(struct snapshot before, struct snapshot after, double wall_s, double idle_s,
                double messages);

// What other processes took, 100 for each core. The machine's own account is kept in samples of
// 10 ms: it holds only while server and generator are busy all the time.
void report_foreign_cpu(struct snapshot before, struct snapshot after, double wall_s);

#endif
