#include "roster.h"

#include <string.h>

#define BUCKETS 65536

static struct peer *buckets[BUCKETS];
static struct peer *online;

static uint32_t fnv1a(const char *name, size_t length) {
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < length; i++) hash = (hash ^ (uint8_t)name[i]) * 16777619u;
  return hash;
}

struct peer *roster_find(const char *name, size_t length) {
  uint32_t hash = fnv1a(name, length);
  struct peer *p = buckets[hash % BUCKETS];
  while (p != NULL && (p->hash != hash || p->name_length != length || memcmp(p->name, name, length) != 0))
    p = p->next_in_bucket;
  return p;
}

bool roster_add(struct peer *p, const char *name, size_t length) {
  if (roster_find(name, length) != NULL) return false;
  memcpy(p->name, name, length);
  p->name_length = length;
  p->hash = fnv1a(name, length);
  struct peer **bucket = &buckets[p->hash % BUCKETS];
  p->next_in_bucket = *bucket;
  *bucket = p;
  p->next_online = online;
  if (online != NULL) online->previous_online = p;
  online = p;
  return true;
}

void roster_remove(struct peer *p) {
  if (p->name_length == 0) return;
  struct peer **link = &buckets[p->hash % BUCKETS];
  while (*link != p) link = &(*link)->next_in_bucket;
  *link = p->next_in_bucket;
  if (p->previous_online != NULL) p->previous_online->next_online = p->next_online;
  else online = p->next_online;
  if (p->next_online != NULL) p->next_online->previous_online = p->previous_online;
}

struct peer *roster_first(void) { return online; }
