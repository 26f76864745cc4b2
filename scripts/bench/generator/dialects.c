#define _GNU_SOURCE
#include "dialects.h"

#include <string.h>

static const struct dialect dialects[] = {
  {
    .name = "vu", .framing = LINES,
    .login = "HELLO-FROM %n\n", .logged_in = {"HELLO "},
    .direct = "SEND %t %x\n", .direct_answers = 1,
    .broadcast = "SEND * %x\n", .broadcast_answers = 1,
    .answer = {"SEND-OK"}, .refusal = {"BAD-", "IN-USE", "BUSY"},
    .delivery = {"DELIVERY "},
  },
  {
    .name = "llp", .framing = LINES,
    // The banner is an OK too; only this one answers LOGIN.
    .login = "LOGIN %n\n", .logged_in = {"> OK - Hello "},
    .direct = "MESSAGE %t\n%x\nXOXOXO\n", .direct_answers = 2,
    .broadcast = "BROADCAST\n%x\nXOXOXO\n", .broadcast_answers = 2,
    .answer = {"> OK - "}, .refusal = {"> ERROR - "},
    .delivery = {"> " MARKER},
  },
  {
    .name = "ktn", .framing = JSON_OBJECTS,
    .login = "{\"request\":\"login\",\"content\":\"%n\"}\n", .logged_in = {"*\"Login successful\""},
    .direct = "{\"request\":\"msg\",\"content\":\"@%t %x\"}\n", .direct_answers = 1,
    // The answer to a public message is the message itself, as for everyone.
    .broadcast = "{\"request\":\"msg\",\"content\":\"%x\"}\n", .broadcast_answers = 0,
    .answer = {"*\"Sent to "}, .refusal = {"*\"response\":\"error\""},
    .delivery = {"*\"response\":\"message\""},
  },
};

const struct dialect *dialect_at(size_t index) {
  return index < sizeof dialects / sizeof dialects[0] ? &dialects[index] : NULL;
}

const struct dialect *dialect_named(const char *name, size_t length) {
  const struct dialect *d;
  for (size_t i = 0; (d = dialect_at(i)) != NULL; i++)
    if (strlen(d->name) == length && memcmp(d->name, name, length) == 0) return d;
  return NULL;
}

static bool starts_with(const char *start, const char *frame, size_t length) {
  for (size_t i = 0; start[i] != '\0'; i++)
    if (i == length || frame[i] != start[i]) return false;
  return true;
}

bool frame_matches(const char *const pattern[ALTERNATIVES], const char *frame, size_t length) {
  for (int i = 0; i < ALTERNATIVES && pattern[i] != NULL; i++) {
    const char *wanted = pattern[i];
    if (*wanted == '*' ? memmem(frame, length, wanted + 1, strlen(wanted + 1)) != NULL
                       : starts_with(wanted, frame, length))
      return true;
  }
  return false;
}

size_t fill_template(char *out, size_t capacity, const char *text, const char *own_name,
                     const char *recipient, const char *payload) {
  size_t used = 0;
  for (; *text != '\0'; text++) {
    const char *piece = text;
    size_t length = 1;
    if (*text == '%') {
      text++;
      piece = *text == 'n' ? own_name : *text == 't' ? recipient : payload;
      length = strlen(piece);
    }
    if (used + length > capacity) return 0;
    memcpy(out + used, piece, length);
    used += length;
  }
  return used;
}
