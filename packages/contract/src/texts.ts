/**
 * The lines that a text may have. A dialect of one line a message says each with the sender's name,
 * so that without a bound a mebibyte of line breaks would be 80 MB for every recipient.
 */
export const MOST_LINES = 1000
