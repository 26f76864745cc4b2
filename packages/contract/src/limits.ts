const suspicious = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]/

/**
 * What a text becomes on its way in, outside `strict`, and on its way from a `strict` listener to
 * others: every kind of line break is `\n`, every other
 * control character but tab is U+FFFD, and so is half of a surrogate pair. A reader that splits on
 * U+2028 could be forged otherwise, and a terminal would obey an escape.
 */
export function cleanText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  if (!suspicious.test(whole)) return whole
  return replaced(whole)
}

const TAB = 0x09
const NEWLINE = 0x0a
const RETURN = 0x0d
const REPLACEMENT = 0xfffd

const decoder = new TextDecoder('utf-16le', { ignoreBOM: true })

/**
 * Reads each unit once: a text of a mebibyte may be nothing but controls, and an expression that
 * replaces them one after another takes as many calls. `text` has no half of a surrogate pair.
 */
function replaced(text: string): string {
  const units = new DataView(new ArrayBuffer(2 * text.length))
  let used = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === NEWLINE && at > 0 && text.charCodeAt(at - 1) === RETURN) continue
    units.setUint16(used, replacement(unit), true)
    used += 2
  }
  return decoder.decode(new Uint8Array(units.buffer, 0, used))
}

function replacement(unit: number): number {
  if (unit >= 0x20 && unit < 0x7f) return unit
  if (unit === NEWLINE || unit === TAB) return unit
  if ((unit >= 0x0b && unit <= RETURN) || unit === 0x85) return NEWLINE
  if (unit === 0x2028 || unit === 0x2029) return NEWLINE
  return unit < 0xa0 ? REPLACEMENT : unit
}

/**
 * The lines that a text may have. A dialect of one line a message says each with the sender's name,
 * so that without a bound a mebibyte of line breaks would be 80 MB for every recipient.
 */
export const MOST_LINES = 1000

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
