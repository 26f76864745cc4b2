#ifndef ROSTER_H
#define ROSTER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NAME_ROOM 64

struct peer {
  int fd;
  bool closed, has_written, waits_to_write;
  char *rest; // the beginning of a line
  size_t kept;
  char *output; // flushed..filled is to be sent
  size_t flushed, filled, capacity;

  uint32_t hash;
  size_t name_length; // 0 before login
  char name[NAME_ROOM];
  struct peer *next_in_bucket, *next_online, *previous_online;
};

// False when the name is taken.
bool roster_add(struct peer *p, const char *name, size_t length);
void roster_remove(struct peer *p);
struct peer *roster_find(const char *name, size_t length);
// The first of all who are logged in; next_online leads on.
struct peer *roster_first(void);

#endif
