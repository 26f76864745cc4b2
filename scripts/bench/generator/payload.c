#define _GNU_SOURCE
#include "payload.h"

#include <string.h>

#include "dialects.h"

#define PAIR_DIGITS 6
#define SEQUENCE_DIGITS 8
#define TIME_DIGITS 16

static const char digits[] = "0123456789abcdef";

static char *put_hex(char *out, uint64_t value, int width) {
  for (int i = width - 1; i >= 0; i--, value >>= 4) out[i] = digits[value & 15];
  return out + width;
}

// Branch-free: a letter has bit 6 set, and its low bits count from 1.
static unsigned digit_value(char c) { return ((unsigned)c & 15) + ((unsigned)c >> 6) * 9; }

static const char *get_hex(const char *in, int width, uint64_t *value, bool *ok) {
  *value = 0;
  unsigned wrong = 0;
  for (int i = 0; i < width; i++) {
    unsigned digit = digit_value(in[i]) & 15;
    wrong |= (unsigned)(digits[digit] ^ in[i]);
    *value = *value << 4 | digit;
  }
  *ok = *ok && wrong == 0;
  return in + width;
}

void put_payload(char *out, struct payload p) {
  char *at = mempcpy(out, MARKER, MARKER_LENGTH);
  at = put_hex(at, p.pair, PAIR_DIGITS);
  at = put_hex(at, p.sequence, SEQUENCE_DIGITS);
  put_hex(at, p.sent_at, TIME_DIGITS);
}

bool get_payload(const char *frame, size_t length, struct payload *p) {
  const char *at = memmem(frame, length, MARKER, MARKER_LENGTH);
  if (at == NULL || (size_t)(frame + length - at) < PAYLOAD_HEAD) return false;
  uint64_t pair, sequence;
  bool ok = true;
  at = get_hex(at + MARKER_LENGTH, PAIR_DIGITS, &pair, &ok);
  at = get_hex(at, SEQUENCE_DIGITS, &sequence, &ok);
  get_hex(at, TIME_DIGITS, &p->sent_at, &ok);
  p->pair = (uint32_t)pair;
  p->sequence = (uint32_t)sequence;
  return ok;
}
