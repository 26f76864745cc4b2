/** One difference of two lists: `[from, to)` of the first stands where the second has `[at, end)`. */
export interface Difference {
  readonly from: number
  readonly to: number
  readonly at: number
  readonly end: number
}

/** Lists that differ more are not compared in detail: what differs is one difference. */
const MOST_EDITS = 500

/**
 * Where two lists differ, in order, as few items as can be (Myers, "An O(ND) difference algorithm"). What
 * both end with is taken off first: so what was put in front, or taken off there, is one piece.
 */
export function differencesOf(
  one: readonly string[],
  other: readonly string[],
): readonly Difference[] {
  let end = 0
  const shorter = Math.min(one.length, other.length)
  while (end < shorter && one.at(-1 - end) === other.at(-1 - end)) end += 1
  let start = 0
  while (start < shorter - end && one[start] === other[start]) start += 1
  const first = one.slice(start, one.length - end)
  const second = other.slice(start, other.length - end)
  if (first.length === 0 && second.length === 0) return []
  return together(joined(pathOf(first, second)), first, second).map(
    ({ from, to, at, end: until }) => {
      return { from: from + start, to: to + start, at: at + start, end: until + start }
    },
  )
}

/** How far each lane reaches in the first list; a lane is how much further that is than in the second. */
type Reach = ReadonlyMap<number, number>

/** The single items that are left out or put in on a shortest way from one list to the other. */
function pathOf(one: readonly string[], other: readonly string[]): readonly Difference[] {
  const reached = new Map<number, number>()
  const before: Reach[] = []
  for (let edits = 0; edits <= MOST_EDITS; edits++) {
    before.push(new Map(reached))
    for (let lane = -edits; lane <= edits; lane += 2) {
      let x = edits === 0 ? 0 : entry(reached, lane, edits).x
      while (x < one.length && x - lane < other.length && one[x] === other[x - lane]) x += 1
      reached.set(lane, x)
      if (x >= one.length && x - lane >= other.length) return stepsBack(before, lane)
    }
  }
  return [{ from: 0, to: one.length, at: 0, end: other.length }]
}

/** Where a lane is entered with one more edit: from the lane beside it that reaches further. */
function entry(reached: Reach, lane: number, edits: number) {
  const [below, above] = [reached.get(lane - 1) ?? -1, reached.get(lane + 1) ?? -1]
  const isAdded = lane === -edits || (lane !== edits && below < above)
  return { isAdded, x: isAdded ? above : below + 1 }
}

function stepsBack(before: readonly Reach[], end: number): readonly Difference[] {
  const steps: Difference[] = []
  let lane = end
  for (let edits = before.length - 1; edits > 0; edits--) {
    const { isAdded, x } = entry(before[edits] ?? new Map(), lane, edits)
    const y = x - lane
    steps.push({ from: isAdded ? x : x - 1, to: x, at: isAdded ? y - 1 : y, end: y })
    lane += isAdded ? 1 : -1
  }
  return steps.reverse()
}

/** Differences with nothing between them are one. */
function joined(steps: readonly Difference[]): readonly Difference[] {
  const found: Difference[] = []
  for (const step of steps) {
    const last = found.at(-1)
    if (last !== undefined && last.to === step.from && last.end === step.at) {
      found[found.length - 1] = { ...last, to: step.to, end: step.end }
    } else found.push(step)
  }
  return found
}

/**
 * What is left out or put in may begin a little further ahead where the same items stand before it and at
 * its end: where that takes it to the difference before it, both are one.
 */
function together(
  differences: readonly Difference[],
  one: readonly string[],
  other: readonly string[],
): readonly Difference[] {
  const found: Difference[] = []
  for (const next of differences) {
    const last = found.at(-1)
    if (last !== undefined && canMove(next, next.from - last.to, one, other)) {
      const gap = next.from - last.to
      found[found.length - 1] = { ...last, to: next.to - gap, end: next.end - gap }
    } else found.push(next)
  }
  return found
}

function canMove(
  { from, to, at, end }: Difference,
  by: number,
  one: readonly string[],
  other: readonly string[],
): boolean {
  const steps = Array.from({ length: by }, (_, index) => index + 1)
  if (at === end) return steps.every((step) => one[from - step] === one[to - step])
  return from === to && steps.every((step) => other[at - step] === other[end - step])
}
