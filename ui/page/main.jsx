import './prism-manual.js'
import { render } from 'preact'
import { App } from './app.jsx'
import 'uplot/dist/uPlot.min.css'
import './style.css'

const embedded = JSON.parse(document.getElementById('data').textContent)
render(<App embedded={embedded} />, document.getElementById('page'))
// For those who measure: milliseconds since the file was opened until the first picture, which comes behind the first frame.
requestAnimationFrame(() =>
    setTimeout(() =>
        requestAnimationFrame(() => {
            document.documentElement.dataset.readyMillis = performance.now().toFixed(0)
        }),
    ),
)
