import { Buffer } from 'node:buffer'
import type { Reply } from '../frames.ts'
import { unless } from './objects.ts'
import { type Guest, HELP, LOGIN, Party, type ServerCheck, type Stage } from './party.ts'

const BY_LINES = 'the kit ends its requests with line ends, as option terminator says'

/** How many answers are timed. */
const TIMED = 5

/** Of the time that is due so much at least: the first answer may have been read late. */
const SHARE = 0.6

/** A text that is too long for one message, and cannot be told from another only in part. */
const LONG_PIECE = 'blåbær☃😀 '
const LONG_TEXT = 840

/** Whether a line end came between two answers. */
async function betweenAnswers(guest: Guest): Promise<'nothing' | 'a line end'> {
  const frames: Reply['kind'][] = []
  for (const _ of [1, 2]) {
    await guest.say('help')
    await guest.wire.find('the help', (frame) => {
      frames.push(frame.kind)
      return frame.kind !== 'line-end'
    })
  }
  return frames.includes('line-end') ? 'a line end' : 'nothing'
}

/** One user says a long text to another, who gets its parts; `told` sees each of them. */
async function longText(stage: Stage, told: (part: string, object: string) => string | undefined) {
  const party = new Party(stage)
  const [from, to] = await party.pair()
  const [begin, end] = [party.word(), party.word()]
  let text = `${begin} `
  while (Buffer.byteLength(text) < LONG_TEXT) text += LONG_PIECE
  text += end
  await from.write(`{"request": "msg", "content": "@${to.name} ${text}"}`)
  const parts: string[] = []
  while (!parts.join('').includes(end)) {
    await to.wire.find(
      `a text from ${from.name} that begins with ${begin} and ends with ${end}`,
      (frame) => frame.kind === 'message' && frame.from === from.name,
      (heard) => {
        if (heard.frame.kind !== 'message') return undefined
        const part = heard.frame.text.replace('(private) ', '')
        parts.push(parts.length === 0 ? part.replace(`@${to.name} `, '') : part)
        const why = told(part, heard.text.trim())
        return why === undefined ? undefined : { why }
      },
    )
  }
  return { text, parts }
}

/** How a server writes. */
export const writingChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-1.4',
    title: 'no line end for a client that sends none',
    hint: 'Put nothing behind the object: a few clients take a line end for an object of its own.',
    needs: HELP,
    async run(stage) {
      if (stage.options.terminator === 'lf') stage.skip(BY_LINES)
      const guest = await new Party(stage).stranger()
      if ((await betweenAnswers(guest)) === 'a line end') stage.fail('a line end came')
    },
  },
  {
    rule: 'ktn-1.4a',
    title: 'line ends for a client that sends them',
    hint: 'Once a client has put \\n behind a request, put \\n behind each response to it.',
    needs: HELP,
    async run(stage) {
      if (stage.options.terminator === 'none') stage.skip('option terminator is none')
      const guest = await new Party(stage).stranger()
      for (const _ of [1, 2]) {
        await guest.wire.say('{"request": "help", "content": null}\n')
        await guest.helping()
      }
      await guest.wire.hear('\n')
    },
  },
  {
    rule: 'ktn-1.3',
    title: 'a response is not written in pieces',
    hint: 'Make the whole object first, then write it at once: most clients take one read for one object.',
    needs: HELP,
    async run(stage) {
      const guest = await new Party(stage).stranger()
      if ((await betweenAnswers(guest)) === 'a line end') {
        stage.skip('where line ends stand between the objects this cannot be told')
      }
      await guest.say('help')
      await guest.helping((_fields, heard) =>
        unless(heard.alone, 'it came in several pieces, or something came with it'),
      )
    },
  },
  {
    rule: 'ktn-1.3a',
    title: 'the time between two responses',
    hint: 'Remember when you last wrote to a connection, and wait until 50 ms have passed.',
    needs: HELP,
    async run(stage) {
      const { pace } = stage.options
      if (pace === 0) stage.skip('option pace is 0')
      const guest = await new Party(stage).stranger()
      const times: number[] = []
      while (times.length < TIMED) times.push((await guest.helped()).at)
      const passed = (times.at(-1) ?? 0) - (times[0] ?? 0)
      const due = (TIMED - 1) * pace
      if (passed < due * SHARE) {
        stage.fail(`${TIMED} responses came within ${Math.round(passed)} ms`)
      }
    },
  },
  {
    rule: 'ktn-1.5',
    title: 'the length of a response',
    hint: 'Cut a text that makes an object longer than 1000 bytes, and send it as several messages.',
    needs: LOGIN,
    async run(stage) {
      const { maxObject } = stage.options
      if (maxObject === 0) stage.skip('option maxObject is 0')
      await longText(stage, (_part, object) =>
        Buffer.byteLength(object) <= maxObject ? undefined : `it has more than ${maxObject} bytes`,
      )
    },
  },
  {
    rule: 'ktn-1.5a',
    title: 'the parts of a long text',
    hint: 'Leave nothing out where you cut a text, and send its parts in their order.',
    needs: LOGIN,
    async run(stage) {
      const { text, parts } = await longText(stage, () => undefined)
      if (parts.join('') !== text) stage.fail('the parts together are not what was said')
    },
  },
  {
    rule: 'ktn-1.5b',
    title: 'no character is cut',
    hint: 'Cut a text as characters, not as bytes, and never between the two halves of a pair.',
    needs: LOGIN,
    async run(stage) {
      await longText(stage, (part) =>
        part.isWellFormed() && !part.includes('\ufffd')
          ? undefined
          : 'it has half a character in it',
      )
    },
  },
  {
    rule: 'ktn-1.6',
    title: 'characters outside ASCII',
    hint: 'Write them as \\u escapes: in Python that is what json.dumps does by itself.',
    needs: LOGIN,
    async run(stage) {
      const party = new Party(stage)
      const [[from, to], word] = [await party.pair(), party.word()]
      await party.tell(from, to, `${word} blåbær☃😀`)
      await to.hears(word, (_fields, { bytes }) =>
        unless(
          bytes.every((byte) => byte < 0x80),
          'there are bytes outside ASCII in it',
        ),
      )
    },
  },
  {
    rule: 'ktn-1.6a',
    title: 'braces in a text',
    hint: 'Write { and } within a string as \\u007b and \\u007d: some clients count braces.',
    needs: LOGIN,
    async run(stage) {
      const party = new Party(stage)
      const [[from, to], word] = [await party.pair(), party.word()]
      await party.tell(from, to, `${word} {for} all`)
      await to.hears(word, (_fields, { text }) =>
        unless(!/[{}]/.test(text.trim().slice(1, -1)), 'there are braces in a string'),
      )
    },
  },
]
