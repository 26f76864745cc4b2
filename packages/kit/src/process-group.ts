import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks of `/proc/<pid>/stat` in a second: Linux has no other value for programs. */
const TICKS = 100

/** Places in `/proc/<pid>/stat`, counted behind the name of the program. */
const GROUP = 2
const USER_TIME = 11
const SYSTEM_TIME = 12

/** The CPU time that the processes of a group have used, in milliseconds; undefined where it is not known. */
export function groupCpuTime(group: number): number | undefined {
  let ticks: number | undefined
  for (const pid of processes()) {
    const fields = statOf(pid)
    if (Number(fields[GROUP]) !== group) continue
    ticks = (ticks ?? 0) + Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME])
  }
  return ticks === undefined ? undefined : (ticks * 1000) / TICKS
}

/** Sends a signal to all processes of a group; one that is gone is left alone. */
export function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal)
  } catch {
    return
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
