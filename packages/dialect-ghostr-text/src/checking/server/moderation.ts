import { has } from './list.ts'
import { join, reaches, roomOfTwo } from './rooms.ts'
import { CHAT, checks } from './test-client.ts'

const REFUSED = [...CHAT, ...['ghostr-text-10.1', 'ghostr-text-10.3', 'ghostr-text-10.3b']] as const

export const moderationChecks = checks(REFUSED, [
  {
    id: 'ghostr-text-10.4b',
    title: 'refuses to moderate for a user who may not',
    hint: 'Only who has made the room, or moderates the server, may do that: else RET: 0.',
    scope: 'extension',
    async run(clients) {
      const [maker, other, room] = await roomOfTwo(clients)
      for (const ROOM of [room, '#lobby']) {
        await other.say('KICK', { WHO: maker.name, ROOM, FROM: other.name, BODY: '' })
        await other.did('KICK', { WHO: maker.name, ROOM }, '0')
      }
      await reaches([other, maker], room)
    },
  },
  {
    id: 'ghostr-text-10.4',
    title: 'puts a user out of a room',
    hint: 'Answer KICK with RET: 1, and take the user out of the members of the room.',
    scope: 'extension',
    async run(clients) {
      const [maker, other, ROOM] = await roomOfTwo(clients)
      await maker.moderates('KICK', { WHO: other.name, ROOM }, { BODY: 'too loud' })
      await other.moved('LEFT', { WHO: other.name, ROOM })
      await other.write(ROOM, clients.word())
      await other.answered('ERROR', { OF: 'MSG' })
      await join(other, ROOM, 'ghostr-text-10.4')
      const nobody = { WHO: clients.word(), ROOM }
      await maker.moderates('KICK', nobody, { BODY: '' }, '0')
    },
  },
  {
    id: 'ghostr-text-10.4a',
    title: 'keeps a banned user out of a room',
    hint: 'Store who is banned from the room; until UNBAN, answer their JOIN with RET: 0.',
    needs: ['ghostr-text-10.4'],
    scope: 'extension',
    async run(clients) {
      const [maker, other, ROOM] = await roomOfTwo(clients)
      const banned = { WHO: other.name, ROOM }
      await maker.moderates('BAN', banned, { MINUTES: '10', BODY: '' })
      await other.moved('LEFT', banned)
      await other.say('JOIN', banned)
      await other.did('JOIN', banned, '0')
      has(clients, await other.asks('BANS', { ROOM }), other.name)
      await maker.moderates('UNBAN', banned)
      await join(other, ROOM, 'ghostr-text-10.4a')
      await maker.moderates('UNBAN', banned, {}, '0')
    },
  },
  {
    id: 'ghostr-text-10.4c',
    title: 'forbids a muted user to speak',
    hint: 'Until UNMUTE, answer a MSG of theirs to that room with an ERROR.',
    scope: 'extension',
    async run(clients) {
      const [maker, other, ROOM] = await roomOfTwo(clients)
      const muted = { WHO: other.name, ROOM }
      await maker.moderates('MUTE', muted, { MINUTES: '10' })
      await other.write(ROOM, clients.word())
      await other.failed('MSG')
      await maker.moderates('UNMUTE', muted)
      await reaches([other, maker], ROOM)
    },
  },
  {
    id: 'ghostr-text-10.5.out',
    title: 'tells a user who is put out of a room',
    hint: 'Write LEFT with WHO, ROOM, BY and the reason to all in it, and to who is put out.',
    needs: ['ghostr-text-10.4'],
    scope: 'extension',
    async run(clients) {
      const [maker, other, ROOM] = await roomOfTwo(clients)
      const BODY = clients.word()
      await maker.moderates('KICK', { WHO: other.name, ROOM }, { BODY })
      await other.moved('LEFT', { WHO: other.name, ROOM, BY: maker.name, BODY })
    },
  },
])
