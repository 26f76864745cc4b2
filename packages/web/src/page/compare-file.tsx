import './no-eval.ts'
import './page.css'
import { render } from 'preact'
import { useState } from 'preact/hooks'
import { Appearance } from './parts/appearance.tsx'
import { watchPointer } from './parts/legend.tsx'
import { CompareView } from './views/compare.tsx'

/** The comparison alone, as a file that needs no server. */
function ComparePage() {
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const isOnProjector = chosen.projector === '1'
  const choose = (values: Readonly<Record<string, string>>) => setChosen({ ...chosen, ...values })
  return (
    <div class={isOnProjector ? 'page projector' : 'page'}>
      <header class="top">
        <span class="mark">Parley</span>
        <span class="aside">one text in every dialect</span>
        <Appearance
          projector={isOnProjector}
          onProjector={() => choose({ projector: isOnProjector ? '' : '1' })}
        />
      </header>
      <main id="main">
        <CompareView chosen={chosen} choose={choose} />
      </main>
    </div>
  )
}

const root = document.createElement('div')
root.id = 'app'
document.body.append(root)
watchPointer()
render(<ComparePage />, root)
