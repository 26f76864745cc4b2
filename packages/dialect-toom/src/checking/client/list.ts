import { said } from '../texts.ts'
import { type ClientCheck, TestServer } from './test-server.ts'

export const listCheck: ClientCheck = {
  rule: 'toom-1.1c',
  variant: 'list',
  title: 'asks for the list of users',
  hint: "A command without anything after it has an empty body: {'type': 'ATU', 'body': ''}.",
  needs: ['toom-1.1', 'toom-2.2h'],
  async run(stage) {
    const server = await TestServer.logIn(stage)
    stage.person.list()
    await server.expectRequest('ATU', 'toom-1.1c')
    await server.send('ATU-N', said.nobody)
    await server.expectPost('hello', 'toom-1.1c')
  },
}
