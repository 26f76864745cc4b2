import { NONE } from '@parley/checks'
import type { Judge } from '@parley/contract'
import type { Request } from '../../frames.ts'
import { flawUnless } from '../objects.ts'
import { options } from '../options.ts'
import { checks, hasKeys, message, OUTPUT, response } from './test-server.ts'

const isAlone: Judge<Request> = ({ alone }) =>
  flawUnless(alone, 'it came in several pieces, or something came with it')

const READS =
  'One read is not one object: keep what has come, and take an object whenever it is complete.'

/** More than one read returns, in bytes. */
const LONG = 9000

export const requestFramingChecks = checks(NONE, [
  {
    id: 'ktn-2.1',
    title: 'writes the two keys of a request',
    hint: 'Send a JSON object with the keys request and content, for each request anew.',
    login: 'none',
    async run(server) {
      await server.start(() => server.person.login(server.name))
      await server.wire.expect('an object with request and content', hasKeys)
    },
  },
  {
    id: 'ktn-1.1',
    title: 'writes nothing after a request',
    hint: 'Send the object alone, without a line end, in one piece.',
    needs: ['ktn-2.1'],
    login: 'none',
    untried(settings) {
      return options.parse(settings).terminator === 'lf' ? 'option terminator is lf' : undefined
    },
    async run(server) {
      const login = await server.expectLogin()
      const flaw = isAlone(login)
      if (flaw !== undefined) server.stage.fail(`the login: ${flaw.why}`)
      await server.wire.say(response('info', 'Login successful'))
      await server.person.welcomed(server.name, 'ktn-7.3')
      server.person.list()
      await server.wire.expect('the request names, and nothing before it', ({ frame }) =>
        flawUnless(frame.kind === 'names', 'something else came'),
      )
    },
  },
])

export const responseFramingChecks = checks(OUTPUT, [
  {
    id: 'ktn-8.2e.login',
    title: 'reads the reply to the login and the history from one segment',
    hint: `The history may come in the same read as the reply to the login. ${READS}`,
    login: 'asked',
    async run(server) {
      const [one, two] = [server.word(), server.word()]
      const history = response('history', [message('bob', one), message('ann', two)])
      await server.wire.say(`${response('info', 'Login successful')}${history}`)
      await server.person.welcomed(server.name, 'ktn-8.2e')
      await server.person.shows(one)
      await server.person.shows(two)
    },
  },
  {
    id: 'ktn-8.2e.joined',
    title: 'reads several responses from one segment',
    hint: `What follows the first object is yours to keep too. ${READS}`,
    async run(server) {
      const [one, two, three] = [server.word(), server.word(), server.word()]
      const objects = [one, two].map((word) => message('bob', `(private) ${word}`)).join('')
      await server.send(`${objects}\n${message('ann', `}${three}{`)}`, one, two, three)
    },
  },
  {
    id: 'ktn-8.2e',
    title: 'reads responses that are cut and joined anywhere',
    hint: READS,
    segmented: true,
    login: 'asked',
    async run(server) {
      await server.wire.say(response('info', 'Login successful'))
      await server.wire.say('{"sender":"b","response":"message","content":"ü☃"}')
      await server.stage.pass(0)
      await server.person.welcomed(server.name)
      await server.person.shows('ü☃')
    },
  },
  {
    id: 'ktn-8.2e.long',
    title: 'reads a long response',
    hint: `A response can be longer than any buffer. ${READS}`,
    async run(server) {
      const word = server.word()
      await server.send(message('bob', `${'blåbær '.repeat(LONG / 12)}${word}`), word)
    },
  },
])
