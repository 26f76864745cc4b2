#define _GNU_SOURCE
#include "traffic.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json_line.h"
#include "network.h"
#include "payload.h"

#define SILENCE_S 1.5        // after so long without a delivery none is expected any more
#define FANOUTS_TRACKED 4096 // more than the largest window

struct traffic traffic = {.hearers = 1};

static struct histogram *each_delay, *last_delay;
static uint64_t measured_from;
static uint32_t heard_by[FANOUTS_TRACKED];
static struct client **ready_to_send;
static int ready_count;

static void *resized(void *old, size_t size) {
  void *memory = realloc(old, size);
  if (memory == NULL) {
    perror("generator: memory");
    exit(1);
  }
  return memory;
}

static void prepare_message(struct client *c, const char *recipient) {
  const struct dialect *d = c->endpoint->dialect;
  char payload[4096 + 1] = MARKER;
  memset(payload + MARKER_LENGTH, 'x', (size_t)options.size - MARKER_LENGTH);
  c->message = resized(NULL, MESSAGE_ROOM);
  c->message_length = fill_template(c->message, MESSAGE_ROOM, recipient ? d->direct : d->broadcast,
                                    c->name, recipient ? recipient : "", payload);
  char *marker = memmem(c->message, c->message_length, MARKER, MARKER_LENGTH);
  c->payload_at = (size_t)(marker - c->message);
}

void add_sender(struct client *c, const char *recipient) {
  prepare_message(c, recipient);
  size_t size = sizeof *traffic.senders * (size_t)(traffic.sender_count + 1);
  traffic.senders = resized(traffic.senders, size);
  ready_to_send = resized(ready_to_send, size);
  traffic.senders[traffic.sender_count++] = c;
}

void add_pairs(int pairs) {
  for (int i = 0; i < pairs; i++)
    add_client(RECEIVER, &options.receive[i % options.receive_count], "rcv", i, (uint32_t)i);
  for (int i = 0; i < pairs; i++)
    add_sender(add_client(SENDER, &options.send, "snd", i, (uint32_t)i), population.all[i].name);
}

void measure_delays(struct histogram *each, struct histogram *last) {
  each_delay = each;
  last_delay = last;
  measured_from = clock_ns();
}

static void note_delay(struct histogram *h, uint64_t sent_at) {
  if (h != NULL && sent_at >= measured_from)
    histogram_add(h, network.now > sent_at ? network.now - sent_at : 0);
}

size_t put_message(struct client *sender, char *out, uint64_t timestamp) {
  memcpy(out, sender->message, sender->message_length);
  put_payload(out + sender->payload_at, (struct payload){sender->pair, sender->next_sequence++, timestamp});
  sender->sent++;
  sender->unread_answers++;
  return sender->message_length;
}

void send_message(struct client *sender, uint64_t timestamp) {
  char message[MESSAGE_ROOM];
  client_send(sender, message, put_message(sender, message, timestamp));
  traffic.sent++;
}

static void give_credit(struct client *sender, uint32_t messages) {
  sender->credit += (int)messages;
  if (sender->has_credit) return;
  sender->has_credit = true;
  ready_to_send[ready_count++] = sender;
}

void open_windows(int window) {
  // Answers are read in batches: a wake-up for each would make the generator the bottleneck.
  for (int i = 0; i < traffic.sender_count; i++) {
    client_set_deaf(traffic.senders[i], true);
    give_credit(traffic.senders[i], (uint32_t)window);
  }
}

void spend_credit(void) {
  static char batch[MESSAGES_IN_A_WRITE * MESSAGE_ROOM];
  uint64_t timestamp = clock_ns();
  for (int i = 0; i < ready_count; i++) {
    struct client *c = ready_to_send[i];
    c->has_credit = false;
    if (c->stage != READY || traffic.stopped) continue;
    size_t length = 0;
    int messages = 0;
    for (; c->credit > 0 && messages < MESSAGES_IN_A_WRITE; messages++, c->credit--)
      length += put_message(c, batch + length, timestamp);
    traffic.sent += (uint64_t)messages;
    client_send(c, batch, length);
    if (c->unread_answers >= options.window && c->unread_answers >= 32) client_drain(c);
  }
  ready_count = 0;
}

// A message that comes late counts twice: as lost when the next one came, as out of order now.
static bool in_order(struct client *c, uint32_t sequence) {
  if (sequence < c->expected_sequence) {
    traffic.out_of_order++;
    return false;
  }
  uint32_t missing = sequence - c->expected_sequence;
  traffic.lost += missing;
  if (missing > 0 && traffic.hearers == 1) give_credit(traffic.senders[c->pair], missing);
  c->expected_sequence = sequence + 1;
  return true;
}

static void take_delivery(struct client *c, struct payload p) {
  if (!in_order(c, p.sequence)) return;
  c->received++;
  traffic.delivered++;
  note_delay(each_delay, p.sent_at);
  uint32_t *heard = &heard_by[p.sequence % FANOUTS_TRACKED];
  if (traffic.hearers > 1 && ++*heard < (uint32_t)traffic.hearers) return;
  *heard = 0;
  note_delay(last_delay, p.sent_at);
  give_credit(traffic.senders[c->pair], 1);
}

static void take_payload(struct client *c, struct frame frame) {
  struct payload p;
  if (!get_payload(frame.bytes, frame.length, &p) || p.pair != c->pair) traffic.misrouted++;
  else if (c->role == VICTIM) c->received++;
  else if (c->role == RECEIVER) take_delivery(c, p);
  else if (traffic.hearers == 1) traffic.misrouted++; // only a broadcast may come back to its sender
}

void take_message(struct client *c, struct frame frame) {
  const struct dialect *d = c->endpoint->dialect;
  if (c->role == SENDER && frame_matches(d->answer, frame.bytes, frame.length)) {
    c->answers++;
  } else if (frame_matches(d->delivery, frame.bytes, frame.length)) {
    take_payload(c, frame);
  } else if (frame_matches(d->refusal, frame.bytes, frame.length)) {
    c->refusals++;
    note_error("refused", frame.bytes, frame.length);
  }
}

static uint64_t expected_answers(const struct client *c) {
  const struct dialect *d = c->endpoint->dialect;
  return c->sent * (uint64_t)(traffic.hearers > 1 ? d->broadcast_answers : d->direct_answers);
}

static uint64_t unanswered(void) {
  uint64_t missing = 0;
  for (int i = 0; i < traffic.sender_count; i++) {
    const struct client *c = traffic.senders[i];
    uint64_t told = c->answers + c->refusals;
    if (expected_answers(c) > told) missing += expected_answers(c) - told;
  }
  return missing;
}

void stop_traffic(void) {
  traffic.stopped = true;
  measure_delays(NULL, NULL);
  for (int i = 0; i < traffic.sender_count; i++) client_set_deaf(traffic.senders[i], false);
  uint64_t wanted = traffic.sent * (uint64_t)traffic.hearers;
  uint64_t silent_since = clock_ns(), pending_before = UINT64_MAX;
  for (;;) {
    network_turn(1);
    uint64_t settled = traffic.delivered + traffic.lost;
    uint64_t pending = (settled < wanted ? wanted - settled : 0) + unanswered();
    if (pending == 0 || network.now - silent_since > seconds_ns(SILENCE_S)) break;
    if (pending != pending_before) silent_since = network.now;
    pending_before = pending;
  }
  if (traffic.delivered + traffic.lost < wanted) traffic.lost = wanted - traffic.delivered;
}

void report_traffic(void) {
  uint64_t answers = 0, refusals = 0;
  for (int i = 0; i < population.count; i++) {
    answers += population.all[i].answers;
    refusals += population.all[i].refusals;
  }
  json_number("sent", (double)traffic.sent);
  json_number("delivered", (double)traffic.delivered);
  json_number("answers", (double)answers);
  json_number("unanswered", (double)unanswered());
  json_number("naks", (double)refusals);
  json_number("lost", (double)traffic.lost);
  json_number("out_of_order", (double)traffic.out_of_order);
  json_number("misrouted", (double)traffic.misrouted);
  json_number("connection_errors", (double)population.connection_errors);
  json_number("login_errors", (double)population.login_errors);
  json_text("first_error", population.first_error);
}
