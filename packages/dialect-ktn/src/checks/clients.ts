import type { Judge } from '@parley/contract'
import type { Request } from '../frames.ts'
import { type ClientCheck, Desk, ENTERED, hasKeys, message, response, SEES, under } from './desk.ts'
import { fieldsOf, unless } from './objects.ts'

/** Contents that stand for none. */
const NOTHINGS: readonly unknown[] = [null, '', ' ', 'None', 'none']

/** The time between two requests, in milliseconds, and how much of it is due at least. */
const PACE = 100
const SHARE = 0.6

const LONG = 'blåbær '.repeat(200)
const MOST_REQUEST = 1000

/** So long a client may wait for the answer to a logout, in milliseconds. */
const LONG_ENOUGH = 2600

const isAlone: Judge<Request> = ({ alone }) =>
  unless(alone, 'it came in several pieces, or something came with it')

/** What the protocol says about the bytes, whatever the client shows. */
export const askingChecks: readonly ClientCheck[] = [
  {
    rule: 'ktn-2.1',
    title: 'the keys of a request',
    hint: 'Send a JSON object with the keys request and content, for each request anew.',
    async run(stage) {
      const starting = stage.start()
      starting.catch(() => {})
      stage.person.login(stage.name())
      const wire = await starting
      await wire.expect('an object with request and content', hasKeys)
    },
  },
  {
    rule: 'ktn-1.1',
    title: 'nothing behind a request',
    hint: 'Send the object alone, without a line end, in one piece.',
    needs: ['ktn-2.1'],
    async run(stage) {
      if (stage.options.terminator === 'lf') stage.skip('option terminator is lf')
      const { desk, login } = await Desk.asked(stage)
      const flaw = isAlone(login)
      if (flaw !== undefined) stage.fail(`the login: ${flaw.why}`)
      await desk.wire.say(response('info', 'Login successful'))
      await stage.person.welcomed(desk.name, 'ktn-7.3')
      stage.person.list()
      await desk.wire.expect('the request names, and nothing before it', ({ frame }) =>
        unless(frame.kind === 'names', 'something else came'),
      )
    },
  },
  {
    rule: 'ktn-2.1f',
    title: 'the word login',
    hint: 'The request is one of login, logout, msg, names and help, in small letters.',
    needs: ['ktn-2.1'],
    async run(stage) {
      await Desk.asked(stage)
    },
  },
  {
    rule: 'ktn-2.1g',
    title: 'the content of a login',
    hint: 'The content of login is the name and nothing else.',
    needs: ['ktn-2.1', 'ktn-2.1f'],
    async run(stage) {
      const { desk, login } = await Desk.asked(stage)
      const content = under(login, 'content')
      if (content !== desk.name) stage.fail(`it is ${JSON.stringify(content)}, not ${desk.name}`)
    },
  },
  {
    rule: 'ktn-7.3',
    title: 'what a server says is shown',
    hint: 'Show each info and each message as it comes: read in a thread of its own.',
    needs: ENTERED,
    async run(stage) {
      const desk = await Desk.user(stage)
      const [one, two] = [stage.name(), stage.name()]
      await desk.says(message('bob', `(private) ${one}`), one)
      await desk.says(response('info', `${two} has logged in`), two)
    },
  },
  {
    rule: 'ktn-2.1f',
    variant: 'names',
    title: 'the word names',
    hint: 'The request is one of login, logout, msg, names and help, in small letters.',
    needs: SEES,
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.list()
      await desk.request('names')
    },
  },
  {
    rule: 'ktn-8.1',
    title: 'the content where there is nothing to say',
    hint: 'Send {"request": "names", "content": null}: many servers end when the key is not there.',
    needs: SEES,
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.list()
      await desk.request('names', (heard) =>
        unless(NOTHINGS.includes(under(heard, 'content')), 'there is no content, or another one'),
      )
    },
  },
  {
    rule: 'ktn-8.1d',
    title: 'the content of names is null',
    hint: 'In Python that is None, which json.dumps writes as null.',
    needs: [...SEES, 'ktn-8.1'],
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.list()
      await desk.request('names', (heard) =>
        unless(fieldsOf(heard.text)?.get('content') === null, 'it is something else'),
      )
    },
  },
  {
    rule: 'ktn-2.1g',
    variant: 'msg',
    title: 'a text that is said',
    hint: 'The content of msg is the text, as it was typed, blanks and quotes and braces too.',
    needs: SEES,
    async run(stage) {
      const desk = await Desk.user(stage)
      const text = `${stage.name()}  "{blåbær}" \\ ☃`
      stage.person.send('bob', text)
      await desk.request('msg', (heard) => {
        const content = under(heard, 'content')
        return unless(
          typeof content === 'string' && content.includes(text),
          'the text is not in it',
        )
      })
    },
  },
  {
    rule: 'ktn-8.1a',
    title: 'requests that are typed quickly',
    hint: 'Wait 100 ms after a request before you send the next: most servers take one read for one object.',
    needs: SEES,
    async run(stage) {
      const desk = await Desk.user(stage)
      for (const _ of [1, 2, 3]) stage.person.list()
      const times: number[] = []
      for (const mark of [1, 2, 3]) {
        const { at } = await desk.request('names')
        times.push(at)
        await desk.wire.say(response('info', `${desk.name}, x${mark}`))
      }
      const passed = (times[2] ?? 0) - (times[0] ?? 0)
      if (passed < 2 * PACE * SHARE) stage.fail(`three came within ${Math.round(passed)} ms`)
    },
  },
  {
    rule: 'ktn-8.1b',
    title: 'a text that is too long for a request',
    hint: 'Refuse a text, or cut it, where the request would have more than 1000 bytes.',
    needs: SEES,
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.send('bob', LONG)
      stage.person.list()
      for (;;) {
        const { frame } = await desk.wire.expect('requests of at most 1000 bytes', ({ bytes }) =>
          unless(bytes.length <= MOST_REQUEST, `it has ${bytes.length} bytes`),
        )
        if (frame.kind === 'names') return
        await desk.wire.say(response('error', 'Message too long'))
      }
    },
  },
  {
    rule: 'ktn-8.1c',
    title: 'a logout before the end',
    hint: 'Send logout before you close, and let the answer come.',
    needs: SEES,
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.leave()
      await desk.request('logout')
    },
  },
  {
    rule: 'ktn-8.1c',
    variant: 'input',
    title: 'a logout where the input ends',
    hint: 'Catch the end of the input (in Python EOFError), send logout, and close.',
    needs: [...SEES, 'ktn-8.1c'],
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.hangUp()
      await desk.request('logout')
    },
  },
  {
    rule: 'ktn-8.2d',
    title: 'a logout that is not answered',
    hint: 'Wait a while for the answer, then close: some servers give none.',
    needs: [...SEES, 'ktn-8.1c'],
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.leave()
      await desk.request('logout', undefined, 'ktn-8.1c')
      await stage.pass(LONG_ENOUGH)
      stage.person.login(stage.name())
      const goesOn = [
        stage.person.ends(),
        desk.wire.closes(),
        desk.wire.next('something more').then(() => {}),
      ]
      const any = await Promise.any(goesOn).then(
        () => 'goes on',
        () => 'waits',
      )
      if (any === 'waits') stage.fail('the client neither ends nor takes anything more')
    },
  },
  {
    rule: 'ktn-7.3',
    variant: 'early',
    title: 'a message before the answer to a request',
    hint: 'Look at the word under response: what comes next need not be the answer you wait for.',
    needs: SEES,
    async run(stage) {
      const desk = await Desk.user(stage)
      const [word, mark] = [stage.name(), stage.name()]
      stage.person.list()
      await desk.request('names', undefined, 'ktn-2.1f')
      await desk.says(message('bob', word), word)
      await desk.says(response('info', `${desk.name}, ${mark}`), mark)
    },
  },
  {
    rule: 'ktn-7.3',
    variant: 'error',
    title: 'an error is shown, and the client goes on',
    hint: 'Show the content of an error, and let the person try again.',
    needs: ENTERED,
    async run(stage) {
      const { desk } = await Desk.asked(stage)
      await desk.says(response('error', 'Username taken'), 'Username taken')
      const name = stage.name()
      stage.person.login(name)
      await desk.request('login', (heard) =>
        unless(under(heard, 'content') === name, 'the content is not the second name'),
      )
      await desk.wire.say(response('info', 'Login successful'))
      await stage.person.welcomed(name)
    },
  },
]
