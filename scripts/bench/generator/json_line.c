#include "json_line.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>

static bool first_key;

static void put_key(const char *prefix, const char *key) {
  printf("%s\"%s%s\":", first_key ? "" : ",", prefix, key);
  first_key = false;
}

static void put_number(double value) {
  if (value == floor(value) && fabs(value) < 1e15) printf("%.0f", value);
  else printf("%.3f", value);
}

void json_open(void) {
  first_key = true;
  putchar('{');
}

void json_text(const char *key, const char *value) {
  put_key("", key);
  printf("\"%s\"", value);
}

void json_number(const char *key, double value) {
  put_key("", key);
  put_number(value);
}

void json_latency(const char *prefix, const struct histogram *h) {
  static const struct { const char *key; double share; } quantiles[] = {
    {"p50_us", 0.5}, {"p90_us", 0.9}, {"p99_us", 0.99}, {"p999_us", 0.999},
  };
  for (unsigned i = 0; i < sizeof quantiles / sizeof quantiles[0]; i++) {
    put_key(prefix, quantiles[i].key);
    put_number((double)histogram_quantile(h, quantiles[i].share) / 1000);
  }
  put_key(prefix, "max_us");
  put_number((double)h->highest / 1000);
  put_key(prefix, "samples");
  put_number((double)h->count);
}

void json_close(void) {
  puts("}");
  fflush(stdout);
}
