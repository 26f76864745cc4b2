#define _GNU_SOURCE
#include "options.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct options options = {
  .pairs = 1, .window = 1, .receivers = 100, .connections = 1000, .logins_at_once = 64,
  .size = 64, .flood_batch = 64, .victim_buffer = 65536, .deadline_s = 30,
  .rate = 1000, .warmup_s = 1, .duration_s = 3, .flood_mib = 64,
};

// The upper bounds keep a mistyped run from taking the machine with it.
static const struct flag {
  const char *name;
  int *whole;
  double *real; // one of the two
  double least, most;
  const char *help;
} flags[] = {
  {"--pairs", &options.pairs, NULL, 1, 5000, "sender and receiver pairs (throughput, latency, slow)"},
  {"--window", &options.window, NULL, 1, 1024, "messages a sender has under way (throughput, fanout)"},
  {"--receivers", &options.receivers, NULL, 1, 15000, "who hears the broadcasts (fanout)"},
  {"--connections", &options.connections, NULL, 1, 15000, "clients that log in and stay (connections)"},
  {"--logins-at-once", &options.logins_at_once, NULL, 1, 4096, "logins under way at a time"},
  {"--rate", NULL, &options.rate, 1, 5e6, "messages a second over all pairs (latency, slow)"},
  {"--size", &options.size, NULL, 32, 4096, "bytes of text in a message"},
  {"--warmup", NULL, &options.warmup_s, 0, 60, "seconds before the measured ones"},
  {"--duration", NULL, &options.duration_s, 0.05, 120, "measured seconds; each of three phases for slow"},
  {"--flood-mib", NULL, &options.flood_mib, 1, 4096, "MiB sent to the one that does not read (slow)"},
  {"--flood-batch", &options.flood_batch, NULL, 1, 1024, "messages in one write of the flood (slow)"},
  {"--victim-buffer", &options.victim_buffer, NULL, 4096, 1 << 22, "receive buffer of that one (slow)"},
  {"--server-pid", &options.server_pid, NULL, 1, 1 << 22, "the process whose CPU time and memory are noted"},
  {"--deadline", &options.deadline_s, NULL, 1, 300, "seconds allowed for all logins"},
};
#define FLAG_COUNT (sizeof flags / sizeof flags[0])

static void print_usage(FILE *out) {
  fputs("generator --mode throughput|fanout|latency|connections|slow\n"
        "          --send DIALECT:PORT --recv DIALECT:PORT[,DIALECT:PORT...] [options]\n"
        "Loads a chat server on 127.0.0.1 and prints one line of JSON. Dialects:", out);
  const struct dialect *d;
  for (size_t i = 0; (d = dialect_at(i)) != NULL; i++) fprintf(out, " %s", d->name);
  fputc('\n', out);
  for (size_t i = 0; i < FLAG_COUNT; i++) {
    double standard = flags[i].whole ? *flags[i].whole : *flags[i].real;
    fprintf(out, "  %-17s %s (%g to %g, else %g)\n", flags[i].name, flags[i].help, flags[i].least,
            flags[i].most, standard);
  }
}

static _Noreturn void refuse(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("generator: ", stderr);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  fputs("; see --help\n", stderr);
  exit(2);
}

static struct endpoint parse_endpoint(const char *text, size_t length) {
  const char *colon = memchr(text, ':', length);
  if (colon == NULL) refuse("expected DIALECT:PORT, got '%.*s'", (int)length, text);
  struct endpoint e = {.dialect = dialect_named(text, (size_t)(colon - text)), .port = atoi(colon + 1)};
  if (e.dialect == NULL) refuse("no dialect '%.*s'", (int)(colon - text), text);
  if (e.port < 1 || e.port > 65535) refuse("no port in '%.*s'", (int)length, text);
  return e;
}

static void parse_receivers(const char *text) {
  options.receive_count = 0;
  for (;;) {
    size_t length = strcspn(text, ",");
    if (options.receive_count == MAX_ENDPOINTS) refuse("--recv: at most %d endpoints", MAX_ENDPOINTS);
    options.receive[options.receive_count++] = parse_endpoint(text, length);
    if (text[length] == '\0') return;
    text += length + 1;
  }
}

static void parse_number(const char *name, const char *text) {
  const struct flag *flag = NULL;
  for (size_t i = 0; i < FLAG_COUNT; i++)
    if (strcmp(flags[i].name, name) == 0) flag = &flags[i];
  if (flag == NULL) refuse("unknown option %s", name);
  char *end;
  double value = strtod(text, &end);
  if (end == text || *end != '\0' || !(value >= flag->least && value <= flag->most) ||
      (flag->whole != NULL && value != floor(value)))
    refuse("%s: expected %s from %g to %g, got '%s'", name, flag->whole ? "a whole number" : "a number",
           flag->least, flag->most, text);
  if (flag->whole != NULL) *flag->whole = (int)value;
  else *flag->real = value;
}

void parse_options(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    const char *name = argv[i];
    if (strcmp(name, "--help") == 0) {
      print_usage(stdout);
      exit(0);
    }
    if (i + 1 == argc) refuse("%s: no value", name);
    const char *value = argv[++i];
    if (strcmp(name, "--mode") == 0) options.mode = value;
    else if (strcmp(name, "--send") == 0) options.send = parse_endpoint(value, strlen(value));
    else if (strcmp(name, "--recv") == 0) parse_receivers(value);
    else parse_number(name, value);
  }
  if (options.mode == NULL) refuse("--mode is missing");
  if (options.receive_count == 0) refuse("--recv is missing");
  if (options.send.dialect == NULL) options.send = options.receive[0];
}
