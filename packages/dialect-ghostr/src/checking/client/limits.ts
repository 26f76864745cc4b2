import { type ClientCheck, loggedIn, NEEDS } from './test-server.ts'

export const sizeCheck: ClientCheck = {
  rule: 'ghostr-8.1c',
  title: 'keeps a request within 1024 bytes',
  hint: 'Send no more than 1024 bytes at once.',
  needs: NEEDS,
  async run(stage) {
    const { wire } = await loggedIn(stage)
    stage.person.send('yoda', 'long '.repeat(400))
    stage.person.list()
    await wire.find(
      'requests of 1024 bytes at most',
      ({ kind }) => kind !== 'line-end',
      ({ bytes }) => (bytes.length <= 1024 ? undefined : { why: 'it has more', at: 1024 }),
    )
  },
}
