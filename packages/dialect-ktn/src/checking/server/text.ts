import { Buffer } from 'node:buffer'
import { flawUnless } from '../objects.ts'
import { options } from '../options.ts'
import { type Clients, checks, LOGIN, MESSAGES } from './test-client.ts'

/** A text that is too long for one message, with distinct parts. */
const LONG_PIECE = 'blåbær☃😀 '

const LONG_TEXT = 840

/** Sends a long text to another user; `onPart` gets each received part. */
async function longText(
  clients: Clients,
  onPart: (part: string, object: string) => string | undefined,
) {
  const [from, to] = await clients.pair()
  const [begin, end] = [clients.word(), clients.word()]
  let text = `${begin} `
  while (Buffer.byteLength(text) < LONG_TEXT) text += LONG_PIECE
  text += end
  await from.says(`{"request": "msg", "content": "@${to.name} ${text}"}`)
  const parts: string[] = []
  while (!parts.join('').includes(end)) {
    await to.wire.find(
      `a text from ${from.name} that begins with ${begin} and ends with ${end}`,
      (frame) => frame.kind === 'message' && frame.from.includes(from.name),
      (heard) => {
        if (heard.frame.kind !== 'message') return undefined
        const part = heard.frame.text.replace('(private) ', '')
        parts.push(parts.length === 0 ? part.replace(`@${to.name} `, '') : part)
        const why = onPart(part, heard.text.trim())
        return why === undefined ? undefined : { why }
      },
    )
  }
  return { text, parts }
}

export const textChecks = checks(LOGIN, [
  {
    id: 'ktn-1.5',
    title: 'writes no response over 1000 bytes',
    hint: 'Cut a text that makes an object longer than 1000 bytes, and send it as several messages.',
    untried(settings) {
      return options.parse(settings).maxObject === 0 ? 'option maxObject is 0' : undefined
    },
    async run(clients) {
      const { maxObject } = clients.stage.options
      await longText(clients, (_part, object) =>
        Buffer.byteLength(object) <= maxObject ? undefined : `it has more than ${maxObject} bytes`,
      )
    },
  },
  {
    id: 'ktn-1.5a',
    title: 'delivers all parts of a long message, in order',
    hint: 'Leave nothing out where you cut a text, and send its parts in their order.',
    async run(clients) {
      const { text, parts } = await longText(clients, () => undefined)
      if (parts.join('') !== text) clients.stage.fail('the parts together are not what was said')
    },
  },
  {
    id: 'ktn-1.5b',
    title: 'cuts no character in two',
    hint: 'Cut a text as characters, not as bytes, and never between the two halves of a pair.',
    async run(clients) {
      await longText(clients, (part) =>
        part.isWellFormed() && !part.includes('\ufffd')
          ? undefined
          : 'it has half a character in it',
      )
    },
  },
  {
    id: 'ktn-1.6',
    title: 'escapes characters outside ASCII',
    hint: 'Write them as \\u escapes: in Python that is what json.dumps does by itself.',
    async run(clients) {
      const [[from, to], word] = [await clients.pair(), clients.word()]
      await clients.send(from, to, `${word} blåbær☃😀`)
      await to.expectMessage(word, (_fields, { bytes }) =>
        flawUnless(
          bytes.every((byte) => byte < 0x80),
          'there are bytes outside ASCII in it',
        ),
      )
    },
  },
  {
    id: 'ktn-1.6a',
    title: 'escapes braces in a message',
    hint: 'Write { and } within a string as \\u007b and \\u007d: some clients count braces.',
    async run(clients) {
      const [[from, to], word] = [await clients.pair(), clients.word()]
      await clients.send(from, to, `${word} {for} all`)
      await to.expectMessage(word, (_fields, { text }) =>
        flawUnless(!/[{}]/.test(text.trim().slice(1, -1)), 'there are braces in a string'),
      )
    },
  },
])

export const anyTextChecks = checks(MESSAGES, [
  {
    id: 'ktn-3.6.text',
    title: 'delivers quotes, braces, backslashes and any letters',
    hint: 'Read and write JSON with a library, and treat a text as Unicode throughout.',
    async run(clients) {
      const [[from, to], word] = [await clients.pair(), clients.word()]
      const text = `${word}, {"all"} of [you]: \\ <b> 'blåbær' ☃`
      await clients.send(from, to, text)
      await to.expectMessage(word, (fields) =>
        flawUnless(String(fields.get('content')).endsWith(text), 'the text is another one'),
      )
    },
  },
])
