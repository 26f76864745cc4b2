#ifndef PAYLOAD_H
#define PAYLOAD_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct payload {
  uint32_t pair, sequence;
  uint64_t sent_at;
};

// Writes the first PAYLOAD_HEAD bytes of a payload; what follows is padding.
#define PAYLOAD_HEAD 32
void put_payload(char *out, struct payload p);
// Finds the payload in a frame; false when there is none or it is damaged.
bool get_payload(const char *frame, size_t length, struct payload *p);

#endif
