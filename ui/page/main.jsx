import './prism-manual.js'
import { render } from 'preact'
import { App } from './app.jsx'
import 'uplot/dist/uPlot.min.css'
import './style.css'

const embedded = JSON.parse(document.getElementById('data').textContent)
render(<App embedded={embedded} />, document.getElementById('page'))
