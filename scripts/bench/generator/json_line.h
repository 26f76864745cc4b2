#ifndef JSON_LINE_H
#define JSON_LINE_H
#include "histogram.h"

// One JSON object on one line of stdout, written key by key between open and close.
// Keys and texts must be plain: nothing is escaped.
void json_open(void);
void json_text(const char *key, const char *value);
void json_number(const char *key, double value);
// Quantiles in microseconds of a histogram in nanoseconds: PREFIXp50_us and so on.
void json_latency(const char *prefix, const struct histogram *h);
void json_close(void);

#endif
