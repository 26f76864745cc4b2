import { counted } from './words.ts'

/** What the page cannot show, why, and what follows from that; empty where it shows everything. */
export function missingInWords(records: number, messages: number): string {
  const parts = [
    ...(records > 0
      ? [
          `${counted(records, 'record')} of reads, writes, frames and commands ${are(records)} missing here: more happened at once than the gateway records for a page, or it was too long ago.`,
          'Messages among them are absent or incomplete in this list; the gateway delivered them all the same, and what comes now is shown.',
        ]
      : []),
    ...(messages > 0
      ? [`${counted(messages, 'older message')} ${are(messages)} no longer kept in this page.`]
      : []),
  ]
  return parts.join(' ')
}

function are(count: number): string {
  return count === 1 ? 'is' : 'are'
}
