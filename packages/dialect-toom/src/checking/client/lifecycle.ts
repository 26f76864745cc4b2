import { type ClientCheck, TestServer } from './test-server.ts'

export const leaveCheck: ClientCheck = {
  rule: 'toom-3.7a',
  title: 'sends OUT and waits for the reply',
  hint: "When the person types OUT, send {'type': 'OUT', 'body': ''} and read the goodbye before you end.",
  needs: ['toom-1.1', 'toom-1.1c', 'toom-2.2h'],
  async run(stage) {
    const server = await TestServer.logIn(stage)
    stage.person.leave()
    await server.expectRequest('OUT', 'toom-3.7a')
    const text = `Bye, ${server.name}!`
    await server.send('OUT', text)
    await stage.person.shows(text, 'toom-1.5c')
  },
}
