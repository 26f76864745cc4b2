import { Buffer } from 'node:buffer'
import type { Socket } from 'node:net'
import type { Command } from '@parley/contract'
import { type Dice, input } from '../fuzz/mutate.ts'
import { connectTo, type Place, User } from './user.ts'

/** One connection of an abuser. `over` is called once when it has ended. */
export interface Visit {
  readonly place: Place
  readonly dice: Dice
  /** A name that nobody has had before. */
  readonly freshName: string
  /** The name that this abuser has each time. */
  readonly ownName: string
  /** Somebody who is logged in and does not read. */
  readonly deafName: string
  /** Messages as clients of the dialect send them. */
  readonly corpus: readonly Buffer[]
  over(): void
}

/** A way to be a bad guest: opens one connection, and gives what ends it. */
export type Abuse = (visit: Visit) => () => void

/** Copies of a command that are written at once, in bytes. */
const BLOCK = 32 * 1024

/** A resetting client goes within this time, a noisy one writes as often, in milliseconds. */
const SOON = 500

/** Bytes that mean nothing, or nearly something. */
const noise: Abuse = ({ place, dice, corpus, over }) => {
  const socket = connectTo(place).resume()
  let timer: NodeJS.Timeout | undefined
  const write = () => {
    if (!socket.writableNeedDrain) socket.write(input(corpus, dice))
    timer = setTimeout(write, dice(SOON))
  }
  socket.on('connect', write)
  socket.on('close', () => {
    clearTimeout(timer)
    over()
  })
  return () => socket.destroy()
}

/** Connects and says nothing. */
const silence: Abuse = ({ place, over }) => {
  const socket = connectTo(place).resume()
  socket.on('close', over)
  return () => socket.destroy()
}

/** Makes one account after the other, a connection each. */
const registering: Abuse = ({ place, freshName, over }) => {
  const user = new User(place, { heard: () => {}, closed: over })
  user.login(freshName, () => user.destroy())
  return () => user.destroy()
}

/** Goes in the middle of something, by a reset. */
const resetting: Abuse = ({ place, dice, ownName, deafName, over }) => {
  const user = new User(place, { heard: () => {}, closed: over })
  user.login(ownName, () => user.ask({ kind: 'send', to: deafName, text: 'wait' }, () => {}))
  const timer = setTimeout(() => user.reset(), dice(SOON))
  return () => {
    clearTimeout(timer)
    user.destroy()
  }
}

/** Says one command as often as the socket takes it. `read`: whether it reads what comes. */
function flooding(command: (visit: Visit) => Command, read: boolean): Abuse {
  return (visit) => {
    const user = new User(visit.place, { heard: () => {}, closed: visit.over })
    user.login(visit.ownName, (outcome) => {
      if (outcome !== 'done') return user.destroy()
      user.record(command(visit), (bytes) => pour(user.release(), bytes, read))
    })
    return () => user.destroy()
  }
}

function pour(socket: Socket, bytes: Buffer, read: boolean): void {
  if (bytes.length === 0) return
  const block = repeated(bytes)
  const write = () => {
    while (!socket.writableNeedDrain && socket.writable) socket.write(block)
  }
  if (read) socket.resume()
  else socket.pause()
  socket.on('drain', write)
  write()
}

function repeated(bytes: Buffer): Buffer {
  const block = Buffer.alloc(bytes.length * Math.ceil(BLOCK / bytes.length))
  for (let at = 0; at < block.length; at += bytes.length) bytes.copy(block, at)
  return block
}

const list = (): Command => ({ kind: 'list' })
const cry = (): Command => ({ kind: 'broadcast', text: 'buy now' })
const pester = ({ deafName }: Visit): Command => ({ kind: 'send', to: deafName, text: 'hear me' })

/** All ways, those whose turn comes first first. */
export const abuses = {
  deaf: flooding(list, false),
  noise,
  resetting,
  registering,
  silence,
  'flood of lists': flooding(list, true),
  'flood at one': flooding(pester, true),
  'flood at all': flooding(cry, true),
} as const satisfies Record<string, Abuse>

export type AbuseName = keyof typeof abuses
