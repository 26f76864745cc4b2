#ifndef PACED_H
#define PACED_H
#include <stdint.h>

// Open loop: message k is due at start + k / rate and carries that time, however late it is sent.
// So a server that stalls is charged for all that waited.
void pace_start(int senders);
// Sends until `seconds` from now; `in_each_turn` (NULL for nothing) is called once a turn.
void pace_for(double seconds, void (*in_each_turn)(void));
// The longest turn since the last call: how late the generator itself may have been, in ns.
uint64_t longest_turn_ns(void);

#endif
