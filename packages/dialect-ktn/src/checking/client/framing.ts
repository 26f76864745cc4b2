import type { Judge } from '@parley/contract'
import type { Request } from '../../frames.ts'
import { flawUnless } from '../objects.ts'
import {
  type ClientCheck,
  hasKeys,
  message,
  NEEDS_OUTPUT,
  response,
  TestServer,
} from './test-server.ts'

const isAlone: Judge<Request> = ({ alone }) =>
  flawUnless(alone, 'it came in several pieces, or something came with it')

const READS =
  'One read is not one object: keep what has come, and take an object whenever it is complete.'

/** More than one read returns, in bytes. */
const LONG = 9000

export const requestFramingChecks: readonly ClientCheck[] = [
  {
    rule: 'ktn-2.1',
    title: 'writes the two keys of a request',
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
    title: 'writes nothing after a request',
    hint: 'Send the object alone, without a line end, in one piece.',
    needs: ['ktn-2.1'],
    async run(stage) {
      if (stage.options.terminator === 'lf') stage.skip('option terminator is lf')
      const { server, login } = await TestServer.expectLogin(stage)
      const flaw = isAlone(login)
      if (flaw !== undefined) stage.fail(`the login: ${flaw.why}`)
      await server.wire.say(response('info', 'Login successful'))
      await stage.person.welcomed(server.name, 'ktn-7.3')
      stage.person.list()
      await server.wire.expect('the request names, and nothing before it', ({ frame }) =>
        flawUnless(frame.kind === 'names', 'something else came'),
      )
    },
  },
]

export const responseFramingChecks: readonly ClientCheck[] = [
  {
    rule: 'ktn-8.2e',
    variant: 'joined',
    title: 'reads several responses from one segment',
    hint: `What follows the first object is yours to keep too. ${READS}`,
    needs: NEEDS_OUTPUT,
    async run(stage) {
      const server = await TestServer.logIn(stage)
      const [one, two, three] = [stage.name(), stage.name(), stage.name()]
      const objects = [one, two].map((word) => message('bob', `(private) ${word}`)).join('')
      await server.send(`${objects}\n${message('ann', `}${three}{`)}`, one, two, three)
    },
  },
  {
    rule: 'ktn-8.2e',
    title: 'reads responses that are cut and joined anywhere',
    hint: READS,
    needs: NEEDS_OUTPUT,
    segmented: true,
    async run(stage) {
      const { server } = await TestServer.expectLogin(stage)
      await server.wire.say(response('info', 'Login successful'))
      await server.wire.say('{"sender":"b","response":"message","content":"ü☃"}')
      await stage.pass(0)
      await stage.person.welcomed(server.name)
      await stage.person.shows('ü☃')
    },
  },
  {
    rule: 'ktn-8.2e',
    variant: 'long',
    title: 'reads a long response',
    hint: `A response can be longer than any buffer. ${READS}`,
    needs: NEEDS_OUTPUT,
    async run(stage) {
      const server = await TestServer.logIn(stage)
      const word = stage.name()
      await server.send(message('bob', `${'blåbær '.repeat(LONG / 12)}${word}`), word)
    },
  },
]
