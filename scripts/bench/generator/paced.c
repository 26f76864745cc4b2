#include "paced.h"

#include <stddef.h>

#include "network.h"
#include "options.h"
#include "traffic.h"

#define CATCH_UP 4096 // messages sent in one turn at most, so that reading is never starved

static int sender_count;
static uint64_t started_at, next_message, longest_ns;

void pace_start(int senders) {
  sender_count = senders;
  started_at = clock_ns();
  next_message = 0;
}

static uint64_t due_at(uint64_t message) {
  return started_at + (uint64_t)((double)message * 1e9 / options.rate);
}

void pace_for(double seconds, void (*in_each_turn)(void)) {
  uint64_t before = clock_ns();
  uint64_t end = before + seconds_ns(seconds);
  while (network.now < end) {
    network_turn(0);
    if (network.now - before > longest_ns) longest_ns = network.now - before;
    before = network.now;
    for (int sent = 0; sent < CATCH_UP && due_at(next_message) <= network.now; sent++, next_message++)
      send_message(traffic.senders[next_message % (uint64_t)sender_count], due_at(next_message));
    if (in_each_turn != NULL) in_each_turn();
  }
}

uint64_t longest_turn_ns(void) {
  uint64_t longest = longest_ns;
  longest_ns = 0;
  return longest;
}
