#define _GNU_SOURCE
#include "payload.h"

#include <string.h>

#include "dialects.h"

#define PAIR_DIGITS 6
#define SEQUENCE_DIGITS 8
#define TIME_DIGITS 16
#define SIGNIFICANT (MARKER_LENGTH + PAIR_DIGITS + SEQUENCE_DIGITS + TIME_DIGITS)

static char *put_hex(char *out, uint64_t value, int digits) {
  for (int i = digits - 1; i >= 0; i--, value >>= 4) out[i] = "0123456789abcdef"[value & 15];
  return out + digits;
}

static const char *get_hex(const char *in, int digits, uint64_t *value, bool *ok) {
  *value = 0;
  for (int i = 0; i < digits; i++) {
    char c = in[i];
    bool letter = c >= 'a' && c <= 'f';
    *ok = *ok && (letter || (c >= '0' && c <= '9'));
    *value = *value << 4 | (uint64_t)(letter ? c - 'a' + 10 : c - '0');
  }
  return in + digits;
}

char *put_payload(char *out, struct payload p, size_t size) {
  char *at = mempcpy(out, MARKER, MARKER_LENGTH);
  at = put_hex(at, p.pair, PAIR_DIGITS);
  at = put_hex(at, p.sequence, SEQUENCE_DIGITS);
  at = put_hex(at, p.sent_at, TIME_DIGITS);
  memset(at, 'x', size - SIGNIFICANT);
  return out + size;
}

bool get_payload(const char *frame, size_t length, struct payload *p) {
  const char *at = memmem(frame, length, MARKER, MARKER_LENGTH);
  if (at == NULL || (size_t)(frame + length - at) < SIGNIFICANT) return false;
  uint64_t pair, sequence;
  bool ok = true;
  at = get_hex(at + MARKER_LENGTH, PAIR_DIGITS, &pair, &ok);
  at = get_hex(at, SEQUENCE_DIGITS, &sequence, &ok);
  get_hex(at, TIME_DIGITS, &p->sent_at, &ok);
  p->pair = (uint32_t)pair;
  p->sequence = (uint32_t)sequence;
  return ok;
}
