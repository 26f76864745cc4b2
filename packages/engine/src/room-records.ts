import { copyString } from './copy-string.ts'
import type { RoomRecord, RoomRecords, Timeline } from './ports.ts'
import { MemoryTimeline, type TimelineLimits } from './timeline.ts'

/** What is kept in memory of the messages of one room; past it the oldest are let go. */
export const memoryRoomLimits: TimelineLimits = {
  timelineMessages: 1_000,
  timelineText: 64 * 1024,
}

/** Rooms with their messages, in this process. */
export class MemoryRoomRecords implements RoomRecords {
  readonly #records = new Map<string, RoomRecord>()
  readonly #timelines = new Map<string, Timeline>()

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
