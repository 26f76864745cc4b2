import { Buffer } from 'node:buffer'
import { errorCodes } from '@parley/contract'
import { complaints, replies, words } from './replies.ts'
import { MOST_TEXT, readMessage, readNews, readUser, roomBeside } from './serializer.ts'

/** With a name of 64 characters, of four bytes each. */
const longestName = '😀'.repeat(64)

test('every error has a reply', () => {
  expect(Object.keys(replies)).toEqual(Object.keys(errorCodes))
})

test('the longest line of news fits below every reply', () => {
  const line = `\n[from ${longestName}] ${'x'.repeat(MOST_TEXT)}`
  const sent = `${words.sentTo}${longestName} sent at 20 Nov 2026 22:55:14.`
  for (const { type, body } of [
    ...Object.values(replies),
    ...Object.values(complaints),
    { type: 'MSGACK', body: sent } as const,
  ]) {
    expect(roomBeside(type, body)).toBeGreaterThanOrEqual(Buffer.byteLength(line))
  }
})

test('none looks like a message or a user', () => {
  for (const { body } of [...Object.values(replies), ...Object.values(complaints)]) {
    for (const read of [readMessage, readNews, readUser]) expect(read(body)).toBeUndefined()
  }
})
