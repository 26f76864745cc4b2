import { fieldsOf, flawUnless } from '../objects.ts'
import { checks, fieldOf, LOGIN, OUTPUT, response } from './test-server.ts'

/** Values that clients send for no content. */
const NOTHINGS: readonly unknown[] = [null, '', ' ', 'None', 'none']

export const listChecks = checks(LOGIN, [
  {
    id: 'ktn-2.1f.names',
    title: 'asks for the list with names',
    hint: 'The request is one of login, logout, msg, names and help, in small letters.',
    login: 'asked',
    async run(server) {
      await server.letIn()
      server.person.list()
      await server.expectRequest('names')
    },
  },
  {
    id: 'ktn-8.1',
    title: 'writes content in a request that needs none',
    hint: 'Send {"request": "names", "content": null}: many servers end when the key is not there.',
    login: 'asked',
    async run(server) {
      await server.letIn()
      server.person.list()
      await server.expectRequest('names', (heard) =>
        flawUnless(
          NOTHINGS.includes(fieldOf(heard, 'content')),
          'there is no content, or another one',
        ),
      )
    },
  },
  {
    id: 'ktn-8.1d',
    title: 'writes null as the content of names',
    hint: 'In Python that is None, which json.dumps writes as null.',
    needs: ['ktn-7.3', 'ktn-8.1'],
    async run(server) {
      server.person.list()
      await server.expectRequest('names', (heard) =>
        flawUnless(fieldsOf(heard.text)?.get('content') === null, 'it is something else'),
      )
    },
  },
])

export const nameListChecks = checks(OUTPUT, [
  {
    id: 'ktn-8.2b',
    title: 'reads names as a list',
    hint: 'The content of the answer to names may be a list of strings: show its items.',
    steps: [
      'user lists',
      ['server< names', 'ktn-2.1f'],
      `server> ${response('info', ['{name}', '{mark}'])}`,
      'user sees {mark}',
    ],
  },
])
