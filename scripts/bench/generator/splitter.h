#ifndef SPLITTER_H
#define SPLITTER_H
#include <stdbool.h>
#include <stddef.h>

#include "dialects.h"

// Cuts frames out of a byte stream. It owns no bytes: the caller hands it all that is not yet
// consumed, and drops what splitter_consume says it may.
struct splitter {
  size_t start;   // where the unfinished frame begins
  size_t scanned; // up to here there is no end of it
  int depth;
  bool in_string, escaped;
};

struct frame {
  const char *bytes; // without the line end
  size_t length;
};

// True with the next whole frame, false when more bytes are needed.
bool splitter_next(struct splitter *s, enum framing framing, const char *data, size_t length,
                   struct frame *frame);

// How many bytes the frames so far took; from now on offsets count from there.
size_t splitter_consume(struct splitter *s);

#endif
