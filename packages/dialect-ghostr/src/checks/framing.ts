import { flawAt, guest, LOGGED_IN, object, type ServerCheck, type Stage, user } from './guest.ts'

const HUGE = 70 * 1024

/** A long text arrives, in parts; each part is looked at. */
async function longText(stage: Stage, judge: (bytes: Uint8Array) => string | undefined) {
  const [one, other] = [await user(stage), await user(stage)]
  const text = `${'long words grüße 👩 '.repeat(20)}end`
  await one.say('message', { message: text, user: other.name })
  let heard = ''
  while (heard !== text) {
    await other.wire.find(
      'the next part of the text',
      (frame) => frame.kind === 'received' && frame.from === one.name,
      ({ frame, bytes, text: json }) => {
        heard += frame.kind === 'received' ? frame.text : ''
        const why = judge(bytes) ?? (text.startsWith(heard) ? undefined : 'it is no part of it')
        return why === undefined ? undefined : { why, at: Math.max(0, json.indexOf('"message"')) }
      },
    )
  }
}

export const framingChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-1.2',
    title: 'requests cut and joined anywhere',
    hint: 'Keep what one read returns, and take each object as soon as it is whole.',
    needs: [...LOGGED_IN, 'ghostr-4.4'],
    manner: 'framing',
    async run(stage) {
      const one = await user(stage)
      await one.say('message', { message: 'grüße } { " 👩‍🚀', user: one.name })
      await one.say('whoelse')
      await one.status('message', 'MESSAGE_SELF')
      await one.names('whoelse')
    },
  },
  {
    rule: 'ghostr-1.1',
    title: 'an object in UTF-8',
    hint: 'Write each message as one JSON object.',
    needs: [...LOGGED_IN, 'ghostr-4.4'],
    async run(stage) {
      const one = await user(stage)
      await one.say('whoelse')
      await one.wire.find(
        'one JSON object',
        (frame) => frame.kind !== 'presence' && frame.kind !== 'line-end',
        ({ frame }) => (frame.kind === 'nonsense' ? { why: 'it is none', at: 0 } : undefined),
      )
    },
  },
  {
    rule: 'ghostr-1.1a',
    title: 'nothing behind an object',
    hint: 'Write the object and nothing behind it: no line end.',
    needs: LOGGED_IN,
    async run(stage) {
      const { name, password } = stage.account()
      const one = await guest(stage)
      await one.sayLogin(name, password)
      const more = await one.wire.rest()
      const end = more.find(({ frame }) => frame.kind === 'line-end')
      if (end !== undefined) stage.fail('there is a line end', undefined, end.bytes)
    },
  },
  {
    rule: 'ghostr-1.2a',
    title: 'white space between requests',
    hint: 'Pass over white space between two objects.',
    needs: [...LOGGED_IN, 'ghostr-4.4'],
    async run(stage) {
      const one = await user(stage)
      await one.wire.say(` \r\n\t${object({ action: 'whoelse' })}\n`)
      await one.names('whoelse')
    },
  },
  {
    rule: 'ghostr-1.2b',
    title: 'what is no JSON',
    hint: 'Close the connection of who says what is no JSON.',
    async run(stage) {
      const one = await guest(stage)
      await one.wire.say('hello\n')
      await one.wire.closes()
    },
  },
  {
    rule: 'ghostr-1.2c',
    title: 'an object that never ends',
    hint: 'Give up an object that has not ended after 64 KiB, and close.',
    async run(stage) {
      const one = await guest(stage)
      await one.wire.say(`{"action": "${'x'.repeat(HUGE)}`)
      await one.wire.closes()
    },
  },
  {
    rule: 'ghostr-1.2d',
    title: 'keys in another order',
    hint: 'Read requests with a JSON parser; order and blanks mean nothing.',
    needs: LOGGED_IN,
    async run(stage) {
      const one = await user(stage)
      await one.wire.say(`{"user":"${one.name}" ,"message":"hello","action" : "message"}`)
      await one.status('message', 'MESSAGE_SELF')
    },
  },
  {
    rule: 'ghostr-1.3',
    title: 'the size of an object',
    hint: 'Send a long text in several messages: readers take 1024 bytes at most.',
    needs: [...LOGGED_IN, 'ghostr-4.1'],
    async run(stage) {
      await longText(stage, (bytes) =>
        bytes.length <= 1024 ? undefined : `it has ${bytes.length} bytes`,
      )
    },
  },
  {
    rule: 'ghostr-1.3c',
    title: 'a long text comes whole',
    hint: 'Send the parts of a long text in order, and all of them.',
    needs: [...LOGGED_IN, 'ghostr-4.1'],
    async run(stage) {
      await longText(stage, () => undefined)
    },
  },
  {
    rule: 'ghostr-1.3d',
    title: 'no character is cut',
    hint: 'Cut a long text between characters.',
    needs: [...LOGGED_IN, 'ghostr-4.1'],
    async run(stage) {
      await longText(stage, (bytes) => {
        const text = new TextDecoder().decode(bytes)
        const lone = /\\ud8[0-9a-f]{2}(?!\\ud[c-f])|\ufffd/i.test(text)
        return lone ? 'a character is cut' : undefined
      })
    },
  },
  {
    rule: 'ghostr-1.3a',
    title: 'the time between two writes',
    hint: 'Leave about 50 ms between two writes: real clients take one read for one object.',
    needs: [...LOGGED_IN, 'ghostr-4.4'],
    async run(stage) {
      const one = await user(stage)
      await one.wire.rest()
      const request = object({ action: 'whoelse' })
      await one.wire.say(`${request}${request}`)
      const first = await one.wire.next('the first answer')
      const second = await one.wire.next('the second answer')
      const pause = Math.round(second.at - first.at)
      if (pause < 25) stage.fail(`the second came ${pause} ms after the first`)
    },
  },
  {
    rule: 'ghostr-1.3b',
    title: 'every object has an action',
    hint: 'Put an action into every object that you send.',
    needs: LOGGED_IN,
    async run(stage) {
      const [one, other] = [await user(stage), await user(stage)]
      await one.say('message', { message: 'hello', user: other.name })
      await one.say('broadcast', { message: 'hi' })
      await one.say('whoelse')
      for (const wire of [one.wire, other.wire]) {
        for (const heard of await wire.rest()) {
          const isNamed = heard.frame.kind === 'line-end' || heard.text.includes('"action"')
          if (!isNamed)
            stage.fail(flawAt(heard, 'action', 'it has none').why, undefined, heard.bytes)
        }
      }
    },
  },
  {
    rule: 'ghostr-5.3',
    scope: 'extension',
    title: 'control characters',
    hint: 'Pass on no control characters but tab and line feed.',
    needs: [...LOGGED_IN, 'ghostr-4.1'],
    async run(stage) {
      const [one, other] = [await user(stage), await user(stage)]
      await one.say('message', { message: 'bell \u0007 end', user: other.name })
      await other.hears(one.name, 'bell \ufffd end')
    },
  },
]
