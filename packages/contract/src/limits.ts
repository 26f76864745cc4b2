const suspicious = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]/

/** The same, and halves of surrogate pairs, whether or not the other half is there. */
const odd = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]/

/**
 * What a text becomes on its way in, outside `strict`, and on its way from a `strict` listener to
 * others: every kind of line break is `\n`, every other
 * control character but tab is U+FFFD, and so is half of a surrogate pair. A reader that splits on
 * U+2028 could be forged otherwise, and a terminal would obey an escape.
 */
export function cleanText(text: string): string {
  if (!odd.test(text)) return text
  const whole = text.toWellFormed()
  return suspicious.test(whole) ? replaced(whole) : whole
}

const TAB = 0x09
const NEWLINE = 0x0a
const RETURN = 0x0d
const LINE_SEPARATOR = 0x2028
const PARAGRAPH_SEPARATOR = 0x2029
const REPLACEMENT = 0xfffd

/** No control character is as high as this, or higher. */
const ABOVE_CONTROLS = 0xa0

/** What each unit below ABOVE_CONTROLS becomes. */
const replacements = Uint16Array.from({ length: ABOVE_CONTROLS }, (_, unit) => replacement(unit))

function replacement(unit: number): number {
  if (unit >= 0x20 && unit < 0x7f) return unit
  if (unit === NEWLINE || unit === TAB) return unit
  if ((unit >= 0x0b && unit <= RETURN) || unit === 0x85) return NEWLINE
  return REPLACEMENT
}

/** Reads units in the byte order of a `Uint16Array`, which is that of the machine. */
const decoder = new TextDecoder(isLittleEndian() ? 'utf-16le' : 'utf-16be', { ignoreBOM: true })

function isLittleEndian(): boolean {
  return new Uint8Array(Uint16Array.of(1).buffer)[0] === 1
}

/**
 * Reads each unit once: a text of a mebibyte may be nothing but controls, and an expression that
 * replaces them one after another takes as many calls. The loop calls nothing either, because the first
 * such text comes before the code has been optimised. `text` has no half of a surrogate pair.
 */
function replaced(text: string): string {
  const units = new Uint16Array(text.length)
  let used = 0
  let before = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < ABOVE_CONTROLS) {
      if (unit !== NEWLINE || before !== RETURN) units[used++] = replacements[unit] ?? REPLACEMENT
    } else if (unit === LINE_SEPARATOR || unit === PARAGRAPH_SEPARATOR) units[used++] = NEWLINE
    else units[used++] = unit
    before = unit
  }
  return decoder.decode(units.subarray(0, used))
}

/**
 * The lines that a text may have. A dialect of one line a message says each with the sender's name,
 * so that without a bound a mebibyte of line breaks would be 80 MB for every recipient.
 */
export const MOST_LINES = 1000

/** UTF-16 units of a topic, of a reason and of what is said while away; past it the end is cut. */
export const MOST_NOTE = 300

/** What stands at the end of a text that was shortened. */
const CUT = '\u2026'

/**
 * The text itself where it has at most `most` UTF-16 units, else its beginning with `…` behind it,
 * `most` units together; a surrogate pair is not cut.
 */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const end = Math.max(0, most - CUT.length)
  const last = text.charCodeAt(end - 1)
  const splitsPair = last >= 0xd800 && last <= 0xdbff
  return `${text.slice(0, splitsPair ? end - 1 : end)}${CUT}`
}

/** But tabs: what a line can end at, what a terminal obeys, what turns text round, and half a character. */
const unprintable = /(?!\t)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/gu

/** One line for a person to read, of which no character ends it or does anything else. */
export function oneLine(text: string): string {
  return text.replace(unprintable, '\ufffd')
}

/** A topic, a reason, or what is said while away, as others are told it: one line, and not too long. */
export function noteOf(text: string): string {
  return shortened(oneLine(text), MOST_NOTE)
}
