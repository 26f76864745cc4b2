import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzipSync, gzip } from 'node:zlib'
import type { EngineState, PortsState } from '@parley/engine'
import { FORMAT } from './op.ts'

/** A gateway that is up, as plain data. */
interface SavedNode {
  readonly node: string
  readonly epoch: number
  readonly config: string
  readonly since: number
  /** The number of its last entry. */
  readonly last: number
  /** Its connections: their numbers there, and their places in `engine.seats`. */
  readonly seats: readonly (readonly [number, number])[]
}

/** All that follows from the log up to an entry. */
export interface ReplicaState {
  readonly version: number
  /** Of that entry. */
  readonly sequence: number
  readonly now: number
  readonly highestEpoch: number
  readonly nodes: readonly SavedNode[]
  readonly engine: EngineState
  readonly ports: PortsState
}

/** Compressed, with a check of all of it in front. Only what it begins with takes this thread's time. */
export async function encodeState(state: ReplicaState): Promise<Uint8Array> {
  const bytes = await compressed(JSON.stringify(state), { level: 1 })
  return Buffer.concat([checkOf(bytes), bytes])
}

/** Undefined where it is damaged, or of another format. */
export function decodeState(bytes: Uint8Array): ReplicaState | undefined {
  const body = bytes.subarray(CHECK_BYTES)
  if (!checkOf(body).equals(bytes.subarray(0, CHECK_BYTES))) return undefined
  const state: ReplicaState = JSON.parse(gunzipSync(body).toString('utf8'))
  return state.version === FORMAT ? state : undefined
}

const CHECK_BYTES = 32

const compressed = promisify(gzip)

function checkOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}
