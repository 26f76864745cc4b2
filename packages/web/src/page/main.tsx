import './no-eval.ts'
import './page.css'
import { render } from 'preact'
import { App } from './app.tsx'
import { watchPointer } from './parts/legend.tsx'

const root = document.createElement('div')
root.id = 'app'
document.body.append(root)
watchPointer()
render(<App />, root)
