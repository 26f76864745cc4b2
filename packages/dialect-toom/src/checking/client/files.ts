import { type ClientCheck, TestServer } from './test-server.ts'

/** Time for a client to send a long request, in milliseconds. */
const SENDING = 300

export const fileCheck: ClientCheck = {
  rule: 'toom-5.1',
  title: 'does not send UPD to the server',
  hint: 'UPD is for the client itself: look for it before you send what was typed to the server.',
  needs: ['toom-1.1', 'toom-2.2h'],
  async run(stage) {
    const server = await TestServer.logIn(stage)
    stage.person.type(`UPD ${stage.name()} ${stage.name()}.txt`)
    await stage.pass(SENDING)
    if ((await server.rest()).some(({ type }) => type === 'UPD')) stage.fail('UPD was sent')
  },
}
