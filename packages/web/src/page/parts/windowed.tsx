import { Component, type ComponentChildren, createRef } from 'preact'
import { Heights, windowOf } from '../model/heights.ts'
import type { ListPlace } from '../model/scroll-places.ts'
import type { Reading } from '../use-place.ts'

interface WindowedProps<Item> {
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => number
  readonly row: (item: Item, index: number) => ComponentChildren
  /** What the list is of: another value begins it anew. */
  readonly of: string
  /** Whether it stays at its end. */
  readonly follow: boolean
  /** Where it begins, unless it follows; and where somebody reads in it. */
  readonly reading: Reading
  readonly onLeaveEnd: () => void
  readonly label: string
}

/** What a row is taken for until it was shown, in pixels. */
const ESTIMATE = 200

/** So near to its end a list counts as being there, in pixels. */
const NEAR = 48

/**
 * A list of any length of which only the rows near the view are in the document. Where somebody reads
 * stays where it is: rows are added at the end, and what changes above moves the scroll bar only.
 */
export class Windowed<Item> extends Component<WindowedProps<Item>> {
  readonly #scroller = createRef<HTMLElement>()
  readonly #list = createRef<HTMLDivElement>()
  #heights = new Heights(ESTIMATE)
  #first: number | undefined
  #observer: ResizeObserver | undefined
  #from = 0
  #expected = -1
  /** Where it is to be, until the rows there have their heights. */
  #start: ListPlace | undefined

  override componentDidMount(): void {
    this.#start = this.props.reading.start
    this.#observer = new ResizeObserver(() => this.#measure())
    if (this.#scroller.current !== null) this.#observer.observe(this.#scroller.current)
    this.componentDidUpdate()
  }

  override componentWillUnmount(): void {
    this.#observer?.disconnect()
    this.props.reading.at(undefined)
  }

  override componentWillReceiveProps(next: WindowedProps<Item>): void {
    if (next.of === this.props.of) return
    this.#heights = new Heights(ESTIMATE)
    this.#first = undefined
    this.#start = next.reading.start
    if (this.#scroller.current !== null) this.#scroller.current.scrollTop = 0
  }

  override componentDidUpdate(): void {
    const isNew = this.#measure()
    if (this.props.follow) this.#toEnd()
    else if (this.#start !== undefined) this.#toStart(this.#start, isNew)
  }

  render({ items, keyOf, row, label }: WindowedProps<Item>) {
    this.#dropGone(items, keyOf)
    this.#heights.resize(items.length)
    const scroller = this.#scroller.current
    const view = scroller?.clientHeight ?? 800
    const top = this.props.follow
      ? Math.max(0, this.#heights.total - view)
      : (scroller?.scrollTop ?? 0)
    const { from, to } = windowOf(this.#heights, top, view)
    this.#from = from
    return (
      <section
        class="scroller"
        ref={this.#scroller}
        onScroll={this.#scrolled}
        tabIndex={0}
        aria-label={label}
      >
        <div class="rows" style={{ height: `${this.#heights.total}px` }}>
          <div
            class="window"
            ref={this.#list}
            style={{ transform: `translateY(${this.#heights.offsetOf(from)}px)` }}
          >
            {items.slice(from, to).map((item, index) => (
              <div class="row" key={keyOf(item)}>
                {row(item, from + index)}
              </div>
            ))}
          </div>
        </div>
      </section>
    )
  }

  /** Rows that are no longer kept: what is read stays under the eye. */
  #dropGone(items: readonly Item[], keyOf: (item: Item) => number): void {
    const [item] = items
    const first = item === undefined ? undefined : keyOf(item)
    const before = this.#first
    this.#first = first
    if (before === undefined || first === undefined || first === before) return
    const count = this.#heights.count - items.length
    if (count <= 0) return
    const height = this.#heights.offsetOf(count)
    this.#heights.dropFirst(count)
    if (this.#scroller.current !== null) this.#scroller.current.scrollTop -= height
  }

  /** Gives each row in the document the height that it has. Whether any had another one. */
  #measure(): boolean {
    const [list, scroller] = [this.#list.current, this.#scroller.current]
    if (list === null || scroller === null) return false
    const top = scroller.scrollTop
    let above = 0
    let isNew = false
    for (const [index, child] of Array.from(list.children).entries()) {
      const at = this.#from + index
      const isAbove = this.#heights.offsetOf(at) < top
      const difference = this.#heights.set(at, child.getBoundingClientRect().height)
      if (difference === 0) continue
      isNew = true
      if (isAbove && this.#heights.offsetOf(at + 1) - difference <= top) above += difference
    }
    if (!isNew) return false
    if (above !== 0 && !this.props.follow) scroller.scrollTop = top + above
    this.forceUpdate()
    return true
  }

  /** Once more for as long as rows there get other heights. A row that is gone is looked for no more. */
  #toStart({ key, above }: ListPlace, isNew: boolean): void {
    const [{ items, keyOf }, scroller] = [this.props, this.#scroller.current]
    const index = items.findIndex((item) => keyOf(item) === key)
    if (scroller === null || index < 0) {
      this.#start = undefined
      return
    }
    const top = this.#heights.offsetOf(index) + above
    const isThere = Math.abs(scroller.scrollTop - top) < 2
    scroller.scrollTop = top
    if (isThere && !isNew) this.#start = undefined
    else this.forceUpdate()
  }

  #toEnd(): void {
    const scroller = this.#scroller.current
    if (scroller === null) return
    scroller.scrollTop = scroller.scrollHeight
    this.#expected = scroller.scrollTop
  }

  readonly #scrolled = () => {
    const scroller = this.#scroller.current
    if (scroller === null) return
    const { scrollTop, scrollHeight, clientHeight } = scroller
    const isAtEnd = scrollHeight - clientHeight - scrollTop < NEAR
    const isOurs = Math.abs(scrollTop - this.#expected) < 2
    if (this.props.follow && !isAtEnd && !isOurs && scrollTop < this.#expected)
      this.props.onLeaveEnd()
    this.#tell(scrollTop)
    this.forceUpdate()
  }

  #tell(top: number): void {
    const { items, keyOf, reading } = this.props
    const index = this.#heights.indexAt(top)
    const item = items[index]
    if (item === undefined) return
    reading.at({ key: keyOf(item), above: top - this.#heights.offsetOf(index) })
  }
}
