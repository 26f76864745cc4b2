/**
 * The fewest items that still fail, as far as they are found: takes out ever smaller parts, as delta
 * debugging does. `fails` is asked of what is left; of all items it is known. `isOver`: no more is asked.
 */
export async function minimise<Item>(
  all: readonly Item[],
  fails: (items: readonly Item[]) => Promise<boolean>,
  isOver: () => boolean,
): Promise<readonly Item[]> {
  let items = all
  let size = Math.ceil(items.length / 2)
  while (size >= 1 && items.length > 0) {
    const before = items.length
    for (let from = items.length - size; from > -size && !isOver(); from -= size) {
      const start = Math.max(0, from)
      const left = [...items.slice(0, start), ...items.slice(from + size)]
      if (left.length < items.length && (await fails(left))) items = left
    }
    if (isOver()) return items
    if (items.length === before || size > 1) {
      if (size === 1) return items
      size = Math.min(Math.ceil(size / 2), items.length)
    }
  }
  return items
}
