/** What the dictionaries may hold. */
export type PickledScalar = string | number | boolean | null

type PickledDict = Map<string, PickledScalar>

/** Where a list of values on the stack begins. */
const MARK = Symbol('mark')

type Value = PickledScalar | PickledDict
type Cell = Value | typeof MARK

/** Two strings, their keys and the dictionary take six places. */
const DEEPEST = 16

/** Writers remember each string, and the dictionary. */
const MOST_REMEMBERED = 64

/**
 * The stack and the memo that a pickle is a program for. It makes one dictionary of scalars and
 * nothing else: there are no classes, lists or nested dictionaries in it to be made. Each step says
 * whether it could be taken; after one that could not, nothing else is to be asked.
 */
export class Unpickling {
  readonly #stack: Cell[] = []
  readonly #memo = new Map<number, Value>()

  push(cell: Cell): boolean {
    this.#stack.push(cell)
    return this.#stack.length <= DEEPEST
  }

  /** MARK. */
  mark(): boolean {
    return this.push(MARK)
  }

  /** EMPTY_DICT. */
  emptyDict(): boolean {
    return this.push(new Map())
  }

  /** DICT: of what stands above the mark. */
  dict(): boolean {
    const items = this.#popToMark()
    const dict: PickledDict = new Map()
    return items !== undefined && put(dict, items) && this.push(dict)
  }

  /** SETITEM. */
  setItem(): boolean {
    return this.#set(this.#stack.splice(-2))
  }

  /** SETITEMS: what stands above the mark. */
  setItems(): boolean {
    const items = this.#popToMark()
    return items !== undefined && this.#set(items)
  }

  /** PUT, BINPUT, LONG_BINPUT. */
  remember(index: number): boolean {
    const top = this.#stack.at(-1)
    if (top === undefined || top === MARK) return false
    this.#memo.set(index, top)
    return this.#memo.size <= MOST_REMEMBERED
  }

  /** MEMOIZE: under the next number. */
  memoize(): boolean {
    return this.remember(this.#memo.size)
  }

  /** GET, BINGET, LONG_BINGET. */
  recall(index: number): boolean {
    const value = this.#memo.get(index)
    return value !== undefined && this.push(value)
  }

  /** STOP: the dictionary, if that is what there is. */
  result(): ReadonlyMap<string, PickledScalar> | undefined {
    const [whole] = this.#stack
    return this.#stack.length === 1 && whole instanceof Map ? whole : undefined
  }

  #set(items: readonly Cell[]): boolean {
    const dict = this.#stack.at(-1)
    return dict instanceof Map && put(dict, items)
  }

  #popToMark(): readonly Cell[] | undefined {
    const at = this.#stack.lastIndexOf(MARK)
    if (at < 0) return undefined
    const items = this.#stack.splice(at)
    return items.slice(1)
  }
}

/** Keys and values by turns; keys are strings, values are scalars. */
function put(dict: PickledDict, items: readonly Cell[]): boolean {
  if (items.length % 2 !== 0) return false
  for (let at = 0; at < items.length; at += 2) {
    const key = items[at]
    const value = items[at + 1]
    if (typeof key !== 'string' || value === undefined) return false
    if (typeof value === 'symbol' || value instanceof Map) return false
    dict.set(key, value)
  }
  return true
}
