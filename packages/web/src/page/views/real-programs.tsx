/** Real pairs of clients and servers of one protocol, and those of them that understand each other. */
const PAIRS = 882
const WORK = 286
const COLUMNS = 63

/** What became of programs whose authors met the question of this page. */
export function RealPrograms() {
  const rows = Math.ceil(PAIRS / COLUMNS)
  return (
    <section aria-labelledby="real" class="real">
      <h2 id="real">
        Real programs of ktn: {WORK} of {PAIRS} pairs understand each other
      </h2>
      <p>
        Students wrote clients and servers of ktn, from one paper. It says what a message holds, and
        not how one is told from the next, how long it may be, or what is escaped: every program
        filled these gaps for itself. Of {PAIRS} pairs of a client and a server {WORK} understand
        each other.
      </p>
      <svg
        viewBox={`0 0 ${COLUMNS * 10} ${rows * 10}`}
        class="pairs"
        role="img"
        aria-label={`${WORK} of ${PAIRS} squares are filled`}
      >
        <path class="pair fails" d={squares(WORK, PAIRS)} />
        <path class="pair works" d={squares(0, WORK)} />
      </svg>
    </section>
  )
}

function squares(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, index) => {
    const at = from + index
    return `M${(at % COLUMNS) * 10 + 1} ${Math.floor(at / COLUMNS) * 10 + 1}h8v8h-8z`
  }).join('')
}
