#ifndef HISTOGRAM_H
#define HISTOGRAM_H
#include <stdint.h>

// Log-linear: 64 buckets for each power of two, so a value is known to within 1.6 %.
#define HISTOGRAM_BUCKETS (64 * 59)

struct histogram {
  uint64_t count, highest;
  uint64_t buckets[HISTOGRAM_BUCKETS];
};

void histogram_add(struct histogram *h, uint64_t value);

// The value below which the given share (0 to 1) of all values lies; 0 when there are none.
uint64_t histogram_quantile(const struct histogram *h, double share);

#endif
