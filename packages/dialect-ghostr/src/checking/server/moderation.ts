import { hears, join, roomOfTwo } from './rooms.ts'
import { checks, object, SENT } from './test-client.ts'

const REFUSED = [...SENT, 'ghostr-9.1', 'ghostr-9.3', 'ghostr-9.3b'] as const

export const moderationChecks = checks(REFUSED, [
  {
    id: 'ghostr-9.4b',
    title: 'refuses to moderate for a user who may not',
    hint: 'Only who has made the room, or moderates the server, may do that: else NOT_MODERATOR.',
    scope: 'extension',
    async run(clients) {
      const [maker, other, room] = await roomOfTwo(clients)
      for (const action of ['kick', 'ban', 'mute'] as const) {
        await other.say(action, { user: maker.name, room })
        await other.status(action, 'NOT_MODERATOR')
      }
      await other.say('kick', { user: maker.name })
      await other.status('kick', 'NOT_MODERATOR')
    },
  },
  {
    id: 'ghostr-9.4',
    title: 'puts a user out of a room',
    hint: 'Answer kick with SUCCESS, and take the user out of the members of the room.',
    scope: 'extension',
    async run(clients) {
      const [maker, other, room] = await roomOfTwo(clients)
      await maker.say('kick', { user: other.name, room, message: 'too loud' })
      await maker.status('kick', 'SUCCESS')
      await other.say('broadcast', { message: clients.word(), room })
      await other.replies('broadcast', 'ROOM_NOT_JOINED')
      await join(other, room)
      await maker.say('kick', { user: clients.word(), room })
      await maker.status('kick', 'USER_NOT_EXIST')
    },
  },
  {
    id: 'ghostr-9.4a',
    title: 'keeps a banned user out of a room',
    hint: 'Store who is banned from the room; until unban, answer their join with USER_BANNED.',
    needs: ['ghostr-9.4'],
    scope: 'extension',
    async run(clients) {
      const [maker, other, room] = await roomOfTwo(clients)
      await maker.say('ban', { user: other.name, room, minutes: 10 })
      await maker.status('ban', 'SUCCESS')
      await other.say('join', { room })
      await other.status('join', 'USER_BANNED')
      await other.say('bans', { room })
      const names = await other.names('bans')
      if (!names.includes(other.name)) clients.stage.fail(`${other.name} is missing in bans`)
      await maker.say('unban', { user: other.name, room })
      await maker.status('unban', 'SUCCESS')
      await join(other, room, 'ghostr-9.4a')
      await maker.say('unban', { user: other.name, room })
      await maker.status('unban', 'USER_NOT_BANNED')
    },
  },
  {
    id: 'ghostr-9.4c',
    title: 'forbids a muted user to speak',
    hint: 'Until unmute, answer a broadcast of theirs to that room with USER_MUTED.',
    scope: 'extension',
    async run(clients) {
      const [maker, other, room] = await roomOfTwo(clients)
      await maker.say('mute', { user: other.name, room, minutes: 10 })
      await maker.status('mute', 'SUCCESS')
      const message = clients.word()
      await other.say('broadcast', { message, room })
      await other.replies('broadcast', 'USER_MUTED')
      await maker.say('unmute', { user: other.name, room })
      await maker.status('unmute', 'SUCCESS')
      await other.say('broadcast', { message, room })
      await hears(maker, other, { room, message })
    },
  },
  {
    id: 'ghostr-9.5.out',
    title: 'tells a user who is put out of a room',
    hint: 'Send leave_broadcast with from, room, by and the reason to all in it, and who is put out.',
    needs: ['ghostr-9.4'],
    scope: 'extension',
    async run(clients) {
      const [maker, other, room] = await roomOfTwo(clients)
      const message = clients.word()
      await maker.say('kick', { user: other.name, room, message })
      const moved = { action: 'leave_broadcast', from: other.name, room, by: maker.name, message }
      await other.wire.find(
        object(moved),
        ({ kind }) => kind === 'departed',
        ({ frame }) => {
          const isRight =
            frame.kind === 'departed' && frame.by === maker.name && frame.text === message
          return isRight ? undefined : { why: 'it does not say by whom, and why' }
        },
      )
    },
  },
])
