import { copyString } from './copy-string.ts'
import type { RoomRecord, RoomRecords, Timeline } from './ports.ts'
import { MemoryTimeline, type TimelineLimits, type TimelineState } from './timeline.ts'

/** What is kept in memory of the messages of one room; past it the oldest are let go. */
export const memoryRoomLimits: TimelineLimits = {
  timelineMessages: 1_000,
  timelineText: 64 * 1024,
}

/** A room as plain data. */
export interface RoomRecordState {
  readonly record: RoomRecord
  readonly timeline?: TimelineState | undefined
}

/** Rooms with their messages, in this process. */
export class MemoryRoomRecords implements RoomRecords {
  readonly #records = new Map<string, RoomRecord>()
  readonly #timelines = new Map<string, MemoryTimeline>()

  get state(): readonly RoomRecordState[] {
    return [...this.#records.values()].map((record) => {
      return { record, timeline: this.#timelines.get(record.key)?.state }
    })
  }

  restore(state: readonly RoomRecordState[]): void {
    for (const { record, timeline } of state) {
      this.put(record)
      if (timeline === undefined) continue
      const kept = new MemoryTimeline(memoryRoomLimits)
      kept.restore(timeline)
      this.#timelines.set(record.key, kept)
    }
  }

  all(): Iterable<RoomRecord> {
    return [...this.#records.values()].sort((one, other) => one.used - other.used)
  }

  put(record: RoomRecord): void {
    this.#records.set(copyString(record.key), record)
  }

  remove(key: string): void {
    this.#records.delete(key)
    this.#timelines.delete(key)
  }

  timeline(key: string): Timeline {
    const timeline = this.#timelines.get(key) ?? new MemoryTimeline(memoryRoomLimits)
    this.#timelines.set(copyString(key), timeline)
    return timeline
  }
}
