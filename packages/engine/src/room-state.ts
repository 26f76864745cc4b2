import type { Topic } from '@parley/contract'

/** Seats are numbered by their places in `EngineState.seats`. */
interface RoomState {
  readonly key: string
  readonly name: string
  readonly maker?: string | undefined
  readonly topic?: Topic | undefined
  /** The seats of each user in it. */
  readonly members: readonly (readonly number[])[]
}

export interface RoomsState {
  readonly lobby?: Topic | undefined
  readonly rooms: readonly RoomState[]
}
