import { MOST_PICKLE } from '../options.ts'
import { type ClientCheck, Desk, type Stage } from './desk.ts'
import { calling, dumped, type Protocol } from './python.ts'
import { said } from './words.ts'

const DATE = '20 Nov 2026 22:55:14'

/** So long, in milliseconds, a client may take to say something after a reply. */
const SENDING = 300

/** A text is posted; the reply has that type and body; what is shown of it. */
async function isShown(
  stage: Stage,
  [type, body]: readonly [string, string],
  shown: readonly string[],
): Promise<void> {
  const desk = await Desk.user(stage)
  await desk.posts('hello', 'toom-1.1c')
  await desk.says(type, body)
  for (const text of shown) await stage.person.shows(text, 'toom-1.5c')
}

/** Each reply is a pickle of that protocol. */
async function isRead(stage: Stage, protocol: Protocol): Promise<void> {
  const desk = await Desk.before(stage)
  await desk.wire.say(dumped(protocol, '', said.banner))
  stage.person.login(desk.name, desk.password)
  await desk.asks('LOGIN', 'toom-1.2a')
  await desk.wire.say(dumped(protocol, 'LOGIN-A', ''))
  await stage.person.welcomed(desk.name)
  await desk.posts('hello', 'toom-1.2a')
  const text = `${stage.name()} grüßt`
  await desk.wire.say(dumped(protocol, 'MSGACK', text))
  await stage.person.shows(text)
}

async function isTold(stage: Stage, type: string, words: string): Promise<void> {
  const desk = await Desk.knocking(stage)
  await desk.says(type, '')
  await stage.person.shows(words)
}

export const shownChecks: readonly ClientCheck[] = [
  {
    rule: 'toom-1.5c',
    title: 'what the server answers is shown',
    hint: 'Print the body of every reply.',
    needs: ['toom-1.1', 'toom-2.2h', 'toom-1.1c'],
    run: (stage) => {
      const text = `Message #7 posted at ${DATE}.`
      return isShown(stage, ['MSGACK', text], [text])
    },
  },
  {
    rule: 'toom-1.5c',
    variant: 'refused',
    title: 'what the server refuses is shown',
    hint: 'Print the body whatever the type is, F among them.',
    needs: ['toom-1.1', 'toom-2.2h', 'toom-1.1c'],
    run: (stage) => isShown(stage, ['F', said.empty], [said.empty]),
  },
  {
    rule: 'toom-1.5c',
    variant: 'untyped',
    title: 'a reply with an empty type is shown',
    hint: 'An empty type is one too: print the body.',
    needs: ['toom-1.1', 'toom-2.2h', 'toom-1.1c'],
    run: (stage) => isShown(stage, ['', said.invalid], [said.invalid]),
  },
  {
    rule: 'toom-1.5c',
    variant: 'lines',
    title: 'all lines of a reply are shown',
    hint: 'A body may have several lines, and other letters than those of English: print all of it.',
    needs: ['toom-1.1', 'toom-2.2h', 'toom-1.1c'],
    run: (stage) => {
      const lines = [`Message #7 posted at ${DATE}.`, '[from olivia] grüßt 😀', '[from steve] you']
      return isShown(stage, ['MSGACK', lines.join('\n')], lines)
    },
  },
  {
    rule: 'toom-1.5c',
    variant: 'long',
    title: 'a reply of 2048 bytes is shown whole',
    hint: 'Read 2048 bytes at once, not 1024: a reply may have so many.',
    needs: ['toom-1.1', 'toom-2.2h', 'toom-1.1c'],
    run: (stage) => {
      const name = stage.name()
      const frame = dumped(3, 'MSGACK', `\n${name}`).length
      const line = 'Message posted, and so on.'
      const filled = `${line}\n`.repeat(Math.floor((MOST_PICKLE - frame) / (line.length + 1)))
      return isShown(stage, ['MSGACK', `${filled}${name}`], [name])
    },
  },
  {
    rule: 'toom-1.5c',
    variant: 'late',
    title: 'a reply that takes its time is shown',
    hint: 'Wait for the reply, however long it takes, before you ask for the next command.',
    needs: ['toom-1.1', 'toom-2.2h', 'toom-1.1c'],
    async run(stage) {
      const desk = await Desk.user(stage)
      await desk.posts('hello', 'toom-1.1c')
      await stage.pass(1200)
      const text = `Message #7 posted at ${DATE}.`
      await desk.says('MSGACK', text)
      await stage.person.shows(text)
    },
  },
]

export const unpickledChecks: readonly ClientCheck[] = [
  {
    rule: 'toom-1.2a',
    title: 'replies of protocol 3, as Python writes them',
    hint: 'Read what every Python 3 writes, with what it puts into the memo.',
    needs: ['toom-1.1', 'toom-1.1c', 'toom-2.2h'],
    run: (stage) => isRead(stage, 3),
  },
  {
    rule: 'toom-1.2a',
    variant: 'framed',
    title: 'replies of protocol 4',
    hint: 'Servers in Python 3.8 and later write protocol 4: read its frames and short strings.',
    needs: ['toom-1.1', 'toom-1.1c', 'toom-2.2h'],
    run: (stage) => isRead(stage, 4),
  },
  {
    rule: 'toom-1.2c',
    title: 'replies that come in pieces',
    hint: 'One recv may give half of a reply: read with pickle.load from socket.makefile("rb"), or go on until the pickle is whole.',
    needs: ['toom-1.1', 'toom-2.2h', 'toom-1.5c'],
    manner: 'framing',
    async run(stage) {
      const text = `${stage.name()} grüßt 😀`
      await isShown(stage, ['MSGACK', text], [text])
    },
  },
  {
    rule: 'toom-1.3',
    title: 'a pickle that calls a function',
    hint: 'pickle.loads runs whatever it is sent. Make a class of pickle.Unpickler whose find_class raises an error, and read with that.',
    needs: ['toom-1.1', 'toom-2.2h', 'toom-2.3'],
    async run(stage) {
      const desk = await Desk.knocking(stage)
      await desk.wire.say(calling('type', ['LOGIN', '-A'], ''))
      stage.person.list()
      await stage.pass(SENDING)
      if ((await desk.rest()).some(({ type }) => type === 'UDP_PORT')) {
        stage.fail('the function was called, and its result taken for a reply')
      }
    },
  },
]

export const answerChecks: readonly ClientCheck[] = [
  {
    rule: 'toom-2.2i',
    title: 'after an unknown name another one',
    hint: 'After LOGIN-N ask for the name and the password again, and send them over the same connection.',
    needs: ['toom-1.1', 'toom-2.2h'],
    async run(stage) {
      const desk = await Desk.knocking(stage)
      await desk.says('LOGIN-N', '')
      const name = stage.name()
      stage.person.login(name, desk.password)
      await desk.asks('LOGIN', 'toom-2.2i', (body) => {
        return body.startsWith(`${name} `)
          ? undefined
          : { why: `the body is ${JSON.stringify(body)}` }
      })
    },
  },
  {
    rule: 'toom-2.2i',
    variant: 'password',
    title: 'after a wrong password another one',
    hint: 'After LOGIN-F ask for the password again, and send it over the same connection.',
    needs: ['toom-1.1', 'toom-2.2h'],
    async run(stage) {
      const desk = await Desk.knocking(stage)
      await desk.says('LOGIN-F', '')
      stage.person.login(desk.name, desk.password)
      await desk.asks('LOGIN', 'toom-2.2i')
    },
  },
  ...[
    ['LOGIN-N', 'unknown', 'Username does not exist, please input a valid username'],
    ['LOGIN-F', 'wrong', 'Invalid Password. Please try again'],
    [
      'LOGIN-B',
      'locked',
      'Invalid Password. Your account has been blocked. Please try again later',
    ],
    [
      'LOGIN-BB',
      'blocked',
      'Your account is blocked due to multiple login failures. Please try again later',
    ],
  ].map(
    ([type = '', variant = '', words = '']): ClientCheck => ({
      rule: 'toom-2.2j',
      variant,
      title: `the words for ${type}`,
      hint: 'The reply to LOGIN has no text: show the words that the table of 2.2 has for its type.',
      needs: ['toom-1.1', 'toom-2.2h'],
      run: (stage) => isTold(stage, type, words),
    }),
  ),
  {
    rule: 'toom-2.2j',
    title: 'the words for LOGIN-A',
    hint: 'Show that the login has succeeded, with the name.',
    needs: ['toom-1.1', 'toom-2.2h'],
    async run(stage) {
      await Desk.user(stage)
    },
  },
]
