import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { hasProcessGroups } from './platform.ts'

/** Clock ticks of `/proc/<pid>/stat` in a second: Linux has no other value for programs. */
const TICKS = 100

/** Places in `/proc/<pid>/stat`, counted behind the name of the program. */
const STATE = 0
const PARENT = 1
const GROUP = 2
const USER_TIME = 11
const SYSTEM_TIME = 12
const THREADS = 17

/** The state of a process that has ended, and for which nobody has waited yet. */
const ZOMBIE = 'Z'

/** How a signal is sent on a system. */
interface Signalling {
  readonly hasGroups: boolean
  readonly kill: (pid: number, signal: NodeJS.Signals) => unknown
}

/** A process of this machine. */
export interface ProcessEntry {
  readonly pid: number
  /** The id of its parent. */
  readonly parent: number
  readonly threads: number
}

/** All processes that run; empty where the system does not say. */
export function processTable(): readonly ProcessEntry[] {
  return processes().flatMap((pid) => {
    const stat = statOf(pid)
    if (stat.length === 0 || stat[STATE] === ZOMBIE) return []
    return { pid: Number(pid), parent: Number(stat[PARENT]), threads: Number(stat[THREADS]) }
  })
}

/** Of the processes of a group, in milliseconds. */
export interface ProcessorTime {
  readonly used: number
  /** For which threads that live could have run, and others had the processor; 0 where it is not known. */
  readonly waited: number
}

/** Undefined where it is not known. */
export function groupTime(group: number): ProcessorTime | undefined {
  const members = membersOf(group)
  if (members.length === 0) return undefined
  const ticks = sum(members.map(({ stat }) => Number(stat[USER_TIME]) + Number(stat[SYSTEM_TIME])))
  return { used: (ticks * 1000) / TICKS, waited: sum(members.map(({ pid }) => waitedTime(pid))) }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}

/** `schedstat` of each thread: nanoseconds on a processor, nanoseconds in wait for one, turns. */
function waitedTime(pid: string): number {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    return sum(threads.map((id) => waitedIn(`/proc/${pid}/task/${id}/schedstat`))) / 1e6
  } catch {
    return 0
  }
}

function waitedIn(path: string): number {
  try {
    return Number(readFileSync(path, 'latin1').split(' ')[1])
  } catch {
    return 0
  }
}

/** The inodes of the sockets that the processes of a group have open, as `/proc/net/tcp` names them. */
export function groupSockets(group: number): ReadonlySet<string> {
  return new Set(membersOf(group).flatMap(({ pid }) => socketsOf(pid)))
}

/** Whether a process of the group runs; false where the system does not say. */
export function isGroupRunning(group: number): boolean {
  return hasMembers(group) && membersOf(group).some(({ stat }) => stat[STATE] !== ZOMBIE)
}

/** Whether the group still has processes, which may have ended; much quicker to ask than what they do. */
function hasMembers(group: number): boolean {
  try {
    return process.kill(-group, 0)
  } catch (error) {
    return Object(error).code !== 'ESRCH'
  }
}

/**
 * Sends a signal to all processes of a group, by the id of its first; one that is gone is left alone.
 * Where there are no groups, that first process alone is sent it.
 */
export function signalGroup(
  group: number,
  signal: NodeJS.Signals,
  { hasGroups, kill }: Signalling = { hasGroups: hasProcessGroups(), kill: process.kill },
): void {
  try {
    kill(hasGroups ? -group : group, signal)
  } catch {
    return
  }
}

function membersOf(group: number) {
  const all = processes().map((pid) => ({ pid, stat: statOf(pid) }))
  return all.filter(({ stat }) => Number(stat[GROUP]) === group)
}

function socketsOf(pid: string): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${fd}`)) ?? []
      return inode ?? []
    })
  } catch {
    return []
  }
}

/** Empty where it is gone by now. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

function processes(): readonly string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}

/** What stands behind the name, which may have blanks and parentheses itself. */
function statOf(pid: string): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}
