import { render } from 'preact'
import './page.css'

render(<h1>Parley</h1>, document.body)
