import { readFile } from 'node:fs/promises'

const KIBIBYTE = 1024
export const MEBIBYTE = 1024 * 1024

/** The memory of a process and when it was measured, in bytes and in milliseconds from the start. */
export interface Sample {
  readonly at: number
  readonly bytes: number
}

/** The resident memory of a process, in bytes; undefined where the system has no `/proc`. */
export async function residentMemory(pid: number): Promise<number | undefined> {
  let status: string
  try {
    status = await readFile(`/proc/${pid}/status`, 'utf8')
  } catch {
    return undefined
  }
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? []
  return kibibytes === undefined ? undefined : Number(kibibytes) * KIBIBYTE
}

/**
 * Parts of a run. Before the first window the caches fill and the compiler works; the two windows
 * are compared by their medians, since a single sample depends on when the collector has run.
 */
const windows = {
  early: { from: 0.3, to: 0.5 },
  late: { from: 0.8, to: 1 },
} as const

/** What the process may have grown between the windows: see README.md for where it comes from. */
export const GROWTH_ALLOWED = 96 * MEBIBYTE

export interface Growth {
  readonly early: number
  readonly late: number
}

/** The medians of the two windows; undefined where a window has no sample. */
export function growthOf(samples: readonly Sample[], length: number): Growth | undefined {
  const early = median(within(samples, length, windows.early))
  const late = median(within(samples, length, windows.late))
  return early === undefined || late === undefined ? undefined : { early, late }
}

function within(
  samples: readonly Sample[],
  length: number,
  { from, to }: { readonly from: number; readonly to: number },
): readonly number[] {
  const inside = ({ at }: Sample) => at >= from * length && at <= to * length
  return samples.filter(inside).map(({ bytes }) => bytes)
}

function median(values: readonly number[]): number | undefined {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]
}
