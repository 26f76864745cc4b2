import type { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { call, Echo, type Endpoints, exchange, FLOOD, HONEST, portOf } from './people.ts'
import { speeches, worstFrames } from './wire.ts'

type Figures = Readonly<Record<string, number>>

/** What one user waits while others do their worst, for `duration` seconds; times in milliseconds. */
export type Load = (endpoints: Endpoints, duration: number) => Promise<Figures>

const FLOODERS = 250
const REGISTRARS = 64

/** One write of a flood. */
const LISTS = 'LIST\n'.repeat(13_000)

/** The time in which one costly frame is looked at. */
const FRAME_TIME = 250

const BROADCASTS_PER_SECOND = 60

/** A name that every dialect allows. */
const hearer = (dialect: string) => `hears${dialect.replaceAll('-', '')}`

const pacedDialects = ['ktn', 'ghostr', 'ghostr-text']

function floodWith(socket: Socket, bytes: string): void {
  const write = (): void => {
    if (!socket.destroyed && socket.write(bytes)) setImmediate(write)
  }
  socket.on('drain', write)
  socket.resume()
  write()
}

async function lists(endpoints: Endpoints, duration: number): Promise<Figures> {
  const sockets: Socket[] = []
  for (let count = 0; count < FLOODERS; count++) {
    const socket = call(portOf(endpoints, 'vu'), FLOOD)
    await exchange(socket, `HELLO-FROM flood${count}\n`, 'HELLO ')
    sockets.push(socket)
  }
  const echo = await Echo.start(endpoints)
  for (const socket of sockets) floodWith(socket, LISTS)
  await delay(duration * 1000)
  const { worst, median, late, echoes } = await echo.report()
  return { echo_ms: worst, echo_p50_ms: median, echo_late_ms: late, echoes }
}

/** Registers one account after another, each on a connection of its own. */
function registerForEver(endpoints: Endpoints, name: string, count = 0): void {
  const socket = call(portOf(endpoints, 'ghostr'), FLOOD)
  const bytes = speeches.ghostr?.login(`${name}x${count}`) ?? ''
  socket.write(bytes)
  socket.once('data', () => socket.destroy())
  socket.once('close', () => setTimeout(() => registerForEver(endpoints, name, count + 1), 1))
}

async function registrations(endpoints: Endpoints, duration: number): Promise<Figures> {
  const echo = await Echo.start(endpoints)
  for (let count = 0; count < REGISTRARS; count++) registerForEver(endpoints, `r${count}`)
  await delay((duration * 1000) / 2)
  const asked = performance.now()
  const honest = call(portOf(endpoints, 'ghostr'), HONEST)
  await exchange(honest, speeches.ghostr?.login('honest') ?? '', 'SUCCESS')
  const login_ms = performance.now() - asked
  await delay((duration * 1000) / 2)
  const { worst, median, late, echoes } = await echo.report()
  return { echo_ms: worst, echo_p50_ms: median, echo_late_ms: late, echoes, login_ms }
}

/** An honest user who only listens. */
async function hear(endpoints: Endpoints, dialect: string): Promise<Socket> {
  const socket = call(portOf(endpoints, dialect), HONEST)
  const { login, welcome } = speeches[dialect] ?? { login: () => '', welcome: '' }
  await exchange(socket, login(hearer(dialect)), welcome)
  return socket
}

async function broadcasts(endpoints: Endpoints, duration: number): Promise<Figures> {
  const ages = { worst: 0, heard: 0 }
  for (const dialect of pacedDialects) {
    const socket = await hear(endpoints, dialect)
    socket.on('data', (bytes) => {
      for (const [, sent] of bytes.toString('latin1').matchAll(/at=(\d+)/g)) {
        ages.worst = Math.max(ages.worst, performance.now() - Number(sent))
        ages.heard += 1
      }
    })
  }
  const talker = call(portOf(endpoints, 'vu'), FLOOD)
  await exchange(talker, 'HELLO-FROM talker\n', 'HELLO ')
  await delay(500)
  talker.resume()
  const start = performance.now()
  for (let count = 0; count < duration * BROADCASTS_PER_SECOND; count++) {
    const due = start + (count * 1000) / BROADCASTS_PER_SECOND
    await delay(Math.max(0, due - performance.now()))
    talker.write(`SEND * at=${Math.round(performance.now())}.\n`)
  }
  await delay(3000)
  const sent = Math.ceil(duration * BROADCASTS_PER_SECOND) * pacedDialects.length
  return { age_ms: ages.worst, lost: sent - ages.heard }
}

/** Somebody of each dialect hears what is said, so that it has to be encoded in all of them. */
async function hearers(endpoints: Endpoints): Promise<void> {
  for (const dialect of Object.keys(speeches)) {
    const socket = await hear(endpoints, dialect)
    socket.resume()
  }
}

async function worstLines(endpoints: Endpoints): Promise<Figures> {
  await hearers(endpoints)
  const echo = await Echo.start(endpoints)
  const figures: Record<string, number> = { echo_ms: 0, echo_late_ms: 0 }
  for (const [dialect, speech] of Object.entries(speeches)) {
    let worstOf = 0
    for (const [index, frame] of worstFrames(dialect).entries()) {
      // A name of its own: the one before may still be busy with what it was sent.
      const name = `worst${index}`
      const attacker = call(portOf(endpoints, dialect), FLOOD)
      await exchange(attacker, speech.login(name), speech.welcome)
      attacker.resume()
      await delay(50)
      await echo.report()
      attacker.write(frame(name))
      await delay(FRAME_TIME)
      const { worst, late } = await echo.report()
      attacker.destroy()
      worstOf = Math.max(worstOf, worst)
      figures.echo_late_ms = Math.max(figures.echo_late_ms ?? 0, late)
      figures[`${dialect}_${index}`] = worst
      await delay(50)
    }
    figures[`${dialect}_ms`] = worstOf
    figures.echo_ms = Math.max(figures.echo_ms ?? 0, worstOf)
  }
  return figures
}

export const loads: Readonly<Record<string, Load>> = {
  lists,
  registrations,
  broadcasts,
  'worst-lines': worstLines,
}
