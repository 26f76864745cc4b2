import type {
  AnswerOf,
  Audience,
  CommandKind,
  CommandOf,
  ErrorCode,
  Event,
  Line,
  Present,
  PublicMessage,
  Refusal,
} from '@parley/contract'

/** A user in the room: whom it is, and how it is told of things. */
interface Member extends Entrant {
  name: string | undefined
}

/** A user who is about to come in. */
export interface Entrant {
  readonly via: string
  readonly presence: boolean
  hear(event: Event): void
  /** Is told of each text that this user says, whatever comes of it. */
  said?(text: string, audience: Audience): void
}

type Rows = {
  readonly [Kind in CommandKind]: (member: Member, command: CommandOf<Kind>) => AnswerOf<Kind>
}

function refused(error: ErrorCode): Refusal {
  return { ok: false, error }
}

/**
 * As much of an engine as a conversation of a few users needs: it lets everybody in, carries messages,
 * lists names, and refuses the rest. Others hear of a message before its sender is answered, as in the
 * gateway.
 */
export class SmallRoom {
  readonly #now: () => number
  readonly #members: Member[] = []
  readonly #posted: PublicMessage[] = []
  #ids = 0

  /** `now`: in milliseconds since the epoch. */
  constructor(now: () => number) {
    this.#now = now
  }

  /** The commands of one more user. */
  enter(entrant: Entrant): Line['ask'] {
    const member: Member = { name: undefined, ...entrant }
    return <Kind extends CommandKind>(
      command: CommandOf<Kind>,
      then: (answer: AnswerOf<Kind>) => void,
    ) => then(this.#rows[command.kind](member, command))
  }

  readonly #rows: Rows = {
    login: (member, { name }) => {
      member.name = name
      this.#members.push(member)
      const time = this.#now()
      this.#tellOthers(member, { kind: 'joined', name, via: member.via, time })
      return { ok: true, value: { name } }
    },
    logout: (member) => {
      const at = this.#members.indexOf(member)
      if (at >= 0) this.#members.splice(at, 1)
      return { ok: true, value: null }
    },
    send: ({ name: from = '', said }, { to, text, private: aside }) => {
      said?.(text, 'one')
      const recipient = this.#members.find(({ name }) => name === to)
      if (recipient === undefined) return refused('unknown-user')
      const stamp = { id: this.#nextId(), time: this.#now(), from, to, text }
      const message = { kind: 'direct', ...stamp, ...(aside && { private: aside }) } as const
      recipient.hear(message)
      return { ok: true, value: message }
    },
    broadcast: (member, { text }) => {
      member.said?.(text, 'everyone')
      const number = this.#posted.length + 1
      const stamp = { id: this.#nextId(), time: this.#now(), number }
      const message: PublicMessage = { kind: 'public', ...stamp, from: member.name ?? '', text }
      this.#posted.push(message)
      this.#tellOthers(member, message)
      return { ok: true, value: { message, reached: this.#members.length - 1, blocked: 0 } }
    },
    list: () => ({ ok: true, value: this.#members.map((member) => this.#present(member)) }),
    enquire: () => ({ ok: true, value: { account: true } }),
    listSince: () => ({ ok: true, value: this.#members.map(({ name = '' }) => name) }),
    history: () => ({ ok: true, value: [] }),
    historySince: (_member, { since }) => {
      const messages = this.#posted.filter(({ time }) => time >= since)
      return { ok: true, value: { messages, total: messages.length } }
    },
    edit: () => refused('no-such-message'),
    remove: () => refused('no-such-message'),
    block: (_member, { name }) => ({ ok: true, value: { name } }),
    unblock: (_member, { name }) => ({ ok: true, value: { name } }),
    received: () => ({ ok: true, value: null }),
    announcePeer: () => ({ ok: true, value: null }),
    findPeer: () => refused('unknown-user'),
    joinRoom: () => refused('room-invalid'),
    leaveRoom: () => refused('no-such-room'),
    rooms: () => ({ ok: true, value: [] }),
    topic: () => ({ ok: true, value: {} }),
    setTopic: () => refused('not-a-moderator'),
    rename: () => refused('name-reserved'),
    away: () => ({ ok: true, value: null }),
    whois: () => refused('unknown-user'),
    kick: () => refused('not-a-moderator'),
    ban: () => refused('not-a-moderator'),
    unban: () => refused('not-a-moderator'),
    bans: () => ({ ok: true, value: [] }),
    moderators: () => ({ ok: true, value: [] }),
    mute: () => refused('not-a-moderator'),
    unmute: () => refused('not-a-moderator'),
  }

  #tellOthers(author: Member, event: Event): void {
    const isPresence = event.kind === 'joined' || event.kind === 'left'
    for (const member of this.#members) {
      if (member !== author && (!isPresence || member.presence)) member.hear(event)
    }
  }

  #nextId(): number {
    this.#ids += 1
    return this.#ids
  }

  #present({ name = '', via }: Member): Present {
    return { name, via, peer: { address: '192.0.2.1', port: 40_001 }, since: this.#now() }
  }
}
