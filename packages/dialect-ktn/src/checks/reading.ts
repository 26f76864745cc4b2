import { Buffer } from 'node:buffer'
import { CHAT, type Guest, HELP, LOGIN, Party, type ServerCheck, type Stage } from './party.ts'

const READS =
  'One read is not one request: keep what has come, and take an object whenever it is complete.'

/** More than any one read brings, in bytes. */
const LONG = 20_000

/** More than an object may have, in bytes. */
const TOO_LONG = 66_000

const TOO_DEEP = 40

/** Between two pieces of one request, so that they are two reads, in milliseconds. */
const CUT = 20

/** The next answer is the help, and no error comes before it. */
async function helps(guest: Guest): Promise<void> {
  await guest.write('{"request": "help", "content": null}')
  await guest.helping()
}

async function closes(stage: Stage, object: string): Promise<void> {
  const guest = await new Party(stage).user()
  await guest.write(object)
  await guest.wire.closes()
}

/** How a server reads. */
export const readingChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-1.2',
    title: 'requests cut and joined anywhere',
    hint: READS,
    needs: [...HELP, 'ktn-3.2', 'ktn-3.2c'],
    manner: 'framing',
    async run(stage) {
      const guest = await new Party(stage).stranger()
      await guest.write('{"request": "login", "content": "blåbær☃"}')
      await guest.write('{"request": "help", "content": null}')
      await guest.refused('blåbær☃ is no name')
      await guest.helping()
    },
  },
  {
    rule: 'ktn-1.2',
    variant: 'long',
    title: 'a very long request',
    hint: `A request can be longer than any buffer. ${READS}`,
    needs: LOGIN,
    async run(stage) {
      const guest = await new Party(stage).user()
      await guest.write(`{"request": "help",${' '.repeat(LONG)}"content": null}`)
      await guest.informed('the help', (text) => text.toLowerCase().includes('msg'))
    },
  },
  {
    rule: 'ktn-1.2',
    variant: 'characters',
    title: 'a text that is cut within its characters',
    hint: `Decode an object only when all of it is there. ${READS}`,
    needs: CHAT,
    async run(stage) {
      const party = new Party(stage)
      const [from, to] = await party.pair()
      for (const letter of ['å', '☃', '😀']) {
        const text = `${party.word()} ${letter}`
        const object = Buffer.from(`{"request": "msg", "content": "@${to.name} ${text}"}`)
        const cut = object.indexOf(letter) + 1
        await from.wire.say(object.subarray(0, cut))
        await stage.pass(CUT)
        await from.write(object.subarray(cut))
        await to.hears(text)
      }
    },
  },
  {
    rule: 'ktn-1.2',
    variant: 'braces',
    title: 'braces and quotes in a text',
    hint: 'A brace within a string does not end an object: let a JSON parser find its end.',
    needs: LOGIN,
    async run(stage) {
      const guest = await new Party(stage).stranger()
      await guest.write('{"request": "login", "content": "}{\\"}"}')
      await guest.refused('}{"} is no name')
      await helps(guest)
    },
  },
  {
    rule: 'ktn-1.2a',
    title: 'white space and NUL before a request',
    hint: 'Pass over blanks, tabs, line ends and NUL bytes until a { comes.',
    needs: HELP,
    async run(stage) {
      const guest = await new Party(stage).stranger()
      await helps(guest)
      await guest.write('\r\n \t\0 {"request": "help", "content": null}')
      await guest.helping()
    },
  },
  {
    rule: 'ktn-1.2b',
    title: 'what is no object',
    hint: 'Answer it with one error, whatever its length, and pass over it.',
    needs: HELP,
    async run(stage) {
      const guest = await new Party(stage).stranger()
      await guest.write('hello, is "anybody" there?')
      await guest.refused('this is no request')
      await helps(guest)
    },
  },
  {
    rule: 'ktn-1.2c',
    title: 'a request behind what is no object',
    hint: 'Pass over what is no object up to the next {, and read on there.',
    needs: [...HELP, 'ktn-1.2b'],
    async run(stage) {
      const guest = await new Party(stage).stranger()
      await guest.write('hello ] {"request": "help", "content": null}')
      await guest.refused('this is no request')
      await guest.helping()
    },
  },
  {
    rule: 'ktn-1.2d',
    title: 'a request that does not end',
    hint: 'Count the bytes of a request as they come, and close the connection past 64 KiB.',
    needs: LOGIN,
    run: (stage) => closes(stage, `{"request": "msg", "content": "${'a'.repeat(TOO_LONG)}`),
  },
  {
    rule: 'ktn-1.2e',
    title: 'a request nested 40 deep',
    hint: 'Count the braces and brackets that are open, and close the connection past 32.',
    needs: LOGIN,
    run: (stage) => closes(stage, `{"request": "help", "content": ${'{"a":'.repeat(TOO_DEEP)}`),
  },
]
