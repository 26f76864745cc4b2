#ifndef DIALECTS_H
#define DIALECTS_H
#include <stdbool.h>
#include <stddef.h>

// Stands at the head of every payload, so that a delivery is found in its frame.
// No dialect escapes it, and no frame holds it otherwise.
#define MARKER "~~"
#define MARKER_LENGTH 2

enum framing { LINES, JSON_OBJECTS };

// What one dialect puts on the wire, as far as a load needs it.
// A template holds %n for the client's own name, %t for the recipient's, %x for the payload.
// A pattern is a list of alternatives that ends with NULL: each the start of a frame, or, after a
// leading '*', a part of it.
#define ALTERNATIVES 4
struct dialect {
  const char *name;
  enum framing framing;
  const char *login;
  const char *logged_in[ALTERNATIVES];
  const char *direct, *broadcast;
  int direct_answers, broadcast_answers; // what the sender is told for one message, in frames
  const char *answer[ALTERNATIVES];
  const char *refusal[ALTERNATIVES];
  const char *delivery[ALTERNATIVES];
};

// NULL where there is none of that name.
const struct dialect *dialect_named(const char *name, size_t length);
// The dialect in the table's place `index`, NULL past the end.
const struct dialect *dialect_at(size_t index);

bool frame_matches(const char *const pattern[ALTERNATIVES], const char *frame, size_t length);

// Fills the blanks; returns the length, or 0 when it does not fit.
size_t fill_template(char *out, size_t capacity, const char *text, const char *own_name,
                     const char *recipient, const char *payload);

#endif
