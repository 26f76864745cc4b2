#include "histogram.h"

#define LINEAR_BITS 6
#define PER_POWER (1u << LINEAR_BITS)

static unsigned bucket_of(uint64_t value) {
  if (value < PER_POWER) return (unsigned)value;
  unsigned highest_bit = 63u - (unsigned)__builtin_clzll(value);
  unsigned shift = highest_bit - LINEAR_BITS;
  return (shift + 1) * PER_POWER + (unsigned)(value >> shift) % PER_POWER;
}

static uint64_t middle_of(unsigned bucket) {
  if (bucket < 2 * PER_POWER) return bucket;
  unsigned shift = bucket / PER_POWER - 1;
  uint64_t lowest = (uint64_t)(PER_POWER + bucket % PER_POWER) << shift;
  return lowest + (1ull << shift) / 2;
}

void histogram_add(struct histogram *h, uint64_t value) {
  h->count++;
  if (value > h->highest) h->highest = value;
  h->buckets[bucket_of(value)]++;
}

uint64_t histogram_quantile(const struct histogram *h, double share) {
  uint64_t rank = (uint64_t)(share * (double)h->count);
  uint64_t passed = 0;
  for (unsigned bucket = 0; bucket < HISTOGRAM_BUCKETS; bucket++) {
    passed += h->buckets[bucket];
    if (passed > rank) {
      uint64_t value = middle_of(bucket);
      return value < h->highest ? value : h->highest;
    }
  }
  return h->highest;
}
