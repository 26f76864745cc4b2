#ifndef CLIENT_H
#define CLIENT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "options.h"
#include "splitter.h"

enum role { SENDER, RECEIVER, VICTIM, IDLER };
enum stage { UNOPENED, CONNECTING, LOGGING_IN, READY, GONE };

struct bytes {
  char *data;
  size_t start, end, capacity;
};

// One connection of the load. The first part belongs to client.c, the second to traffic.c.
struct client {
  int fd;
  enum role role;
  enum stage stage;
  const struct endpoint *endpoint;
  char name[16];
  bool watched;
  bool deaf;   // reads nothing until told to
  bool closed; // the server ended it
  uint32_t events;
  struct splitter splitter;
  struct bytes unread; // the beginning of a frame whose end has not come
  struct bytes unsent;

  uint32_t pair;
  char *message; // whole, but for the payload's head
  size_t message_length, payload_at;
  uint32_t next_sequence;
  int credit, unread_answers;
  bool has_credit; // is in the list of those that may send
  uint64_t sent, answers, refusals;
  uint32_t expected_sequence;
  uint64_t received;
};

struct population {
  struct client *all;
  int count, ready, gone;
  uint64_t connection_errors, login_errors;
  char first_error[160];
};
extern struct population population;

void population_start(int capacity);
struct client *add_client(enum role role, const struct endpoint *endpoint, const char *prefix,
                          int number, uint32_t pair);
// Opens the clients from..to-1 and waits until each is logged in or gone; false if any is gone
// or time is up.
bool log_in(int from, int to);
// Resets all connections, so that none of their ports stays in TIME_WAIT.
void population_end(void);

void client_open(struct client *c);
void client_wake(struct client *c, uint32_t events);
// Sends now what the socket takes and keeps the rest.
void client_send(struct client *c, const char *data, size_t length);
// Reads all that is there, also from a deaf client.
void client_drain(struct client *c);
void client_set_deaf(struct client *c, bool deaf);

// Keeps the first only; what cannot stand in a JSON string becomes a dot.
void note_error(const char *what, const char *detail, size_t length);

#endif
