#ifndef TRAFFIC_H
#define TRAFFIC_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "client.h"
#include "histogram.h"

// A payload is MARKER, pair (6 hex digits), sequence (8), send time in ns (16), then padding.
// Sequence and pair show what was lost, reordered or given to the wrong client.
#define MESSAGES_IN_A_WRITE 1024

struct traffic {
  struct client **senders; // in the order of their pair
  int sender_count;
  int hearers; // receivers of each message
  bool stopped;
  uint64_t sent, delivered, lost, out_of_order, misrouted;
};
extern struct traffic traffic;

// Receivers and senders 0..pairs-1; sender i writes to receiver i.
void add_pairs(int pairs);
// recipient NULL: to everyone.
void add_sender(struct client *c, const char *recipient);

// From now on the delays of messages stamped from now on are noted: each delivery in `each`, and
// in `last` (NULL for none) how long a message took to reach all its hearers.
void measure_delays(struct histogram *each, struct histogram *last);

// Writes the sender's next message and returns its length; at most MESSAGE_ROOM bytes.
#define MESSAGE_ROOM (4096 + 512)
size_t put_message(struct client *sender, char *out, uint64_t timestamp);
void send_message(struct client *sender, uint64_t timestamp);

// Closed loop: a sender has `window` messages under way; a delivery lets it send the next.
void open_windows(int window);
void spend_credit(void);

// No more messages; waits for what is under way as long as anything still comes, then counts what
// did not come as lost.
void stop_traffic(void);

// Called with each frame that a logged-in client gets.
void take_message(struct client *c, struct frame frame);

void report_traffic(void);

#endif
