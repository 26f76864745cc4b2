#include "splitter.h"

#include <string.h>

static bool next_line(struct splitter *s, const char *data, size_t length, struct frame *frame) {
  const char *end = memchr(data + s->scanned, '\n', length - s->scanned);
  if (end == NULL) {
    s->scanned = length;
    return false;
  }
  frame->bytes = data + s->start;
  frame->length = (size_t)(end - frame->bytes);
  s->start = s->scanned = (size_t)(end - data) + 1;
  return true;
}

static bool next_object(struct splitter *s, const char *data, size_t length, struct frame *frame) {
  for (; s->scanned < length; s->scanned++) {
    char c = data[s->scanned];
    if (s->in_string) {
      if (s->escaped) s->escaped = false;
      else if (c == '\\') s->escaped = true;
      else if (c == '"') s->in_string = false;
    } else if (c == '"') {
      s->in_string = s->depth > 0;
    } else if (c == '{') {
      if (s->depth++ == 0) s->start = s->scanned;
    } else if (c == '}' && s->depth > 0 && --s->depth == 0) {
      s->scanned++;
      *frame = (struct frame){data + s->start, s->scanned - s->start};
      s->start = s->scanned;
      return true;
    }
  }
  if (s->depth == 0) s->start = length; // nothing but space between objects
  return false;
}

bool splitter_next(struct splitter *s, enum framing framing, const char *data, size_t length,
                   struct frame *frame) {
  switch (framing) {
    case LINES: return next_line(s, data, length, frame);
    case JSON_OBJECTS: return next_object(s, data, length, frame);
  }
  return false;
}

size_t splitter_consume(struct splitter *s) {
  size_t consumed = s->start;
  s->scanned -= consumed;
  s->start = 0;
  return consumed;
}
