import { fieldsOf, flawUnless } from '../objects.ts'
import { type ClientCheck, fieldOf, NEEDS_OUTPUT, response, TestServer } from './test-server.ts'

/** Values that clients send for no content. */
const NOTHINGS: readonly unknown[] = [null, '', ' ', 'None', 'none']

export const listChecks: readonly ClientCheck[] = [
  {
    rule: 'ktn-2.1f',
    variant: 'names',
    title: 'asks for the list with names',
    hint: 'The request is one of login, logout, msg, names and help, in small letters.',
    needs: NEEDS_OUTPUT,
    async run(stage) {
      const server = await TestServer.logIn(stage)
      stage.person.list()
      await server.expectRequest('names')
    },
  },
  {
    rule: 'ktn-8.1',
    title: 'writes content in a request that needs none',
    hint: 'Send {"request": "names", "content": null}: many servers end when the key is not there.',
    needs: NEEDS_OUTPUT,
    async run(stage) {
      const server = await TestServer.logIn(stage)
      stage.person.list()
      await server.expectRequest('names', (heard) =>
        flawUnless(
          NOTHINGS.includes(fieldOf(heard, 'content')),
          'there is no content, or another one',
        ),
      )
    },
  },
  {
    rule: 'ktn-8.1d',
    title: 'writes null as the content of names',
    hint: 'In Python that is None, which json.dumps writes as null.',
    needs: [...NEEDS_OUTPUT, 'ktn-8.1'],
    async run(stage) {
      const server = await TestServer.logIn(stage)
      stage.person.list()
      await server.expectRequest('names', (heard) =>
        flawUnless(fieldsOf(heard.text)?.get('content') === null, 'it is something else'),
      )
    },
  },
]

export const nameListCheck: ClientCheck = {
  rule: 'ktn-8.2b',
  title: 'reads names as a list',
  hint: 'The content of the answer to names may be a list of strings: show its items.',
  needs: NEEDS_OUTPUT,
  async run(stage) {
    const server = await TestServer.logIn(stage)
    const mark = stage.name()
    stage.person.list()
    await server.expectRequest('names', undefined, 'ktn-2.1f')
    await server.send(response('info', [server.name, mark]), mark)
  },
}
