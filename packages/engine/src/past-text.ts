import { shortened } from '@parley/contract'
import { copyString } from './copy-string.ts'

/**
 * UTF-16 units of one public message that the timeline keeps. A longer text is delivered in full when it
 * is said; in the history its beginning is shown with `…` behind it, so that one giant message
 * neither hides the others nor makes reading the history slow.
 */
export const MOST_KEPT_TEXT = 16 * 1024

/**
 * UTF-16 units of all texts in one answer about past messages: what the dialect that shows the most
 * can show. Past it an answer has fewer messages than were asked for.
 */
export const MOST_READ_TEXT = 256 * 1024

/** What is kept of a public text, as a copy of its own. */
export function keptText(text: string): string {
  return copyString(shortened(text, MOST_KEPT_TEXT))
}

/** Takes texts until they are too long together. */
export class TextBudget {
  #left = MOST_READ_TEXT

  /** False where the text does not fit any more. */
  take(text: string): boolean {
    this.#left -= text.length
    return this.#left >= 0
  }
}
