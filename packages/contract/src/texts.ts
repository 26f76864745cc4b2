const lineBreaks = /\r\n|[\r\v\f\x85\u2028\u2029]/g
const controls = /[\x00-\x08\x0e-\x1f\x7f-\x9f]/g
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
  return whole.replace(lineBreaks, '\n').replace(controls, '\ufffd')
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
