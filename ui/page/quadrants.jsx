import { useMemo, useRef, useState } from 'preact/hooks'
import { colour, fitted, useDrawing } from './canvas.js'
import { bytes, count, percent, signed, typeTitle } from './format.js'
import { shape } from './model.js'
import { go } from './state.js'
import { matcher, Name, Places, Search } from './top.jsx'

const MARGIN = { left: 58, right: 22, top: 14, bottom: 40 }
const LISTED = 12
const LETTERS = '12px system-ui, sans-serif'

const SITES = { site: 'application line', function: 'function', class: 'class', package: 'package' }

const EXPLAINED = {
    'many-small': 'make fewer: reuse, hoist, do not box',
    'few-big': 'make them smaller, or stream',
    both: 'shares of objects and of bytes within a factor of two',
}

/** A site for each point: what was allocated there, and how much of it is in use. */
function points(model, by, pair) {
    const totals = [pair.objects, pair.bytes].map((each) =>
        model.compared ? Math.max(model.totals[each], model.baseTotals[each]) : model.totals[each],
    )
    const live = pair === model.allocated ? model.inUse : null
    return model
        .rows(by)
        .map((row) => {
            const objects = model.at(by, pair.objects, row.key)
            const size = model.at(by, pair.bytes, row.key)
            const inUse = live ? model.at(by, live.bytes, row.key).own : null
            const change = { objects: objects.own - objects.ownBase, bytes: size.own - size.ownBase }
            const shares = [
                Math.max(objects.own, objects.ownBase) / (totals[0] || 1),
                Math.max(size.own, size.ownBase) / (totals[1] || 1),
            ]
            return {
                ...row,
                objects: objects.own,
                bytes: size.own,
                before: { objects: objects.ownBase, bytes: size.ownBase },
                change,
                shares,
                rank: model.compared
                    ? Math.max(Math.abs(change.objects) / (totals[0] || 1), Math.abs(change.bytes) / (totals[1] || 1))
                    : Math.max(...shares),
                inUse: inUse !== null && size.own > 0 ? Math.min(1, Math.max(0, inUse / size.own)) : null,
                shape: shape(shares[0], shares[1]),
            }
        })
        .filter((point) => point.rank > 0 && (point.bytes > 0 || point.before.bytes > 0))
        .sort((one, other) => other.rank - one.rank)
}

const log = (value) => Math.log10(Math.max(1, value))

export function Quadrants({ model, type, address }) {
    const pair = model.pair(type) ?? model.allocated ?? model.inUse
    if (!pair) {
        return (
            <p class="empty">
                Quadrants hold objects against bytes, and this source does not have both. It has:{' '}
                {model.types.map(typeTitle).join(', ')}.
            </p>
        )
    }
    return <Scatter model={model} pair={pair} address={address} />
}

function Scatter({ model, pair, address }) {
    const by = address.by in SITES ? address.by : 'site'
    const canvas = useRef(null)
    const [pointed, setPointed] = useState(null)
    const all = useMemo(() => points(model, by, pair), [model, by, pair])
    const matches = matcher(address.q)
    const shown = useMemo(() => all.filter((point) => matches(point.name)), [all, address.q])
    const selected = shown.find((point) => point.name === address.sel) ?? null
    const told = pointed ?? selected

    const reach = useMemo(() => {
        const most = (of) => Math.max(10, ...all.map((point) => Math.max(point[of], point.before[of])))
        const least = (of) => Math.min(...all.map((point) => Math.max(1, Math.min(point[of] || Infinity, point.before[of] || Infinity))))
        const span = (of) => {
            const low = Math.floor(log(all.length > 0 ? least(of) : 1) * 2) / 2
            return { low, high: Math.max(low + 1, Math.ceil(log(most(of)) * 4 + 0.5) / 4) }
        }
        return { objects: span('objects'), bytes: span('bytes') }
    }, [all])

    const placing = (width, height) => {
        const { left, right, top, bottom } = MARGIN
        const along = ({ low, high }, value) => (log(value) - low) / (high - low)
        return {
            x: (value) => left + along(reach.objects, value) * (width - left - right),
            y: (value) => height - bottom - along(reach.bytes, value) * (height - top - bottom),
            /** Where a point is; one that is gone is where it was. */
            place(point) {
                const of = point.bytes > 0 ? point : point.before
                return { x: this.x(of.objects), y: this.y(of.bytes) }
            },
            radius: (point) => 3 + 15 * Math.sqrt(Math.max(...point.shares)),
        }
    }

    const paint = () => {
        if (!canvas.current) return
        const { context, width, height } = fitted(canvas.current)
        const at = placing(width, height)
        context.clearRect(0, 0, width, height)
        context.font = LETTERS
        field(context, model, pair, at, reach, width, height)
        const quiet = colour('--quiet')
        const colours = Object.fromEntries(Object.keys(EXPLAINED).map((each) => [each, colour(`--${each}`)]))
        for (let i = shown.length - 1; i >= 0; i--) {
            const point = shown[i]
            const { x, y } = at.place(point)
            const { before } = point
            context.strokeStyle = quiet
            context.lineWidth = 1
            context.beginPath()
            if (before.bytes > 0 && point.bytes > 0) {
                context.moveTo(at.x(before.objects), at.y(before.bytes))
                context.lineTo(x, y)
                context.stroke()
            }
            if (point.bytes > 0) {
                dot(context, point, x, y, at.radius(point), colours[point.shape])
            } else {
                context.setLineDash([2, 3])
                context.arc(x, y, at.radius(point), 0, 2 * Math.PI)
                context.stroke()
                context.setLineDash([])
            }
        }
        labels(context, shown, at, width)
        if (told) {
            context.strokeStyle = colour('--text')
            context.lineWidth = 2
            context.beginPath()
            const { x, y } = at.place(told)
            context.arc(x, y, at.radius(told) + 3, 0, 2 * Math.PI)
            context.stroke()
        }
    }
    useDrawing(canvas, paint, [shown, reach, told])

    const nearest = (event) => {
        const place = canvas.current.getBoundingClientRect()
        const at = placing(place.width, place.height)
        let best = null
        let least = 14
        for (const point of shown) {
            const { x, y } = at.place(point)
            const far = Math.hypot(x - (event.clientX - place.left), y - (event.clientY - place.top)) - at.radius(point)
            if (far < least) {
                least = far
                best = point
            }
        }
        return best
    }
    const step = (event) => {
        const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
        if (!move || shown.length === 0) return
        event.preventDefault()
        const at = shown.indexOf(selected)
        go({ sel: shown[(at + move + shown.length) % shown.length].name })
    }
    const select = (point) => go({ sel: point && point !== selected ? point.name : '' }, true)

    return (
        <>
            <div class="tools">
                <label>
                    <span class="quiet">a point is </span>
                    <select id="by" value={by} onChange={(event) => go({ by: event.currentTarget.value, sel: '' })}>
                        {Object.entries(SITES).map(([id, title]) => (
                            <option key={id} value={id}>
                                {title}
                            </option>
                        ))}
                    </select>
                </label>
                <Search address={address} label="Filter sites" />
                <span class="quiet">
                    {shown.length} {shown.length === 1 ? 'site' : 'sites'}, {pair === model.allocated ? 'allocated' : 'in use'}
                </span>
            </div>
            <div class="quadrants-view">
                <figure>
                    <canvas
                        id="scatter"
                        ref={canvas}
                        tabIndex={0}
                        role="img"
                        aria-label={`Scatter of ${shown.length} sites: objects across, bytes upwards, both logarithmic. Arrow keys go from site to site, the largest first.`}
                        onMouseMove={(event) => setPointed(nearest(event))}
                        onMouseLeave={() => setPointed(null)}
                        onClick={(event) => select(nearest(event))}
                        onKeyDown={step}
                    />
                    <figcaption class="legend">
                        {Object.entries(EXPLAINED).map(([id, title]) => (
                            <span key={id}>
                                <i class={`swatch round ${id}`} /> <b>{id}</b> <span class="quiet">{title}</span>
                            </span>
                        ))}
                        {model.inUse && model.allocated && pair === model.allocated && (
                            <span>
                                <i class="swatch round hollow" /> <span class="quiet">hollow: gone again; filled: still in use</span>
                            </span>
                        )}
                        {model.compared && <span class="quiet">a line leads from the base to the new value; dotted: gone</span>}
                    </figcaption>
                </figure>
                <aside>
                    <div id="site" class="card" aria-live="polite">
                        {told ? (
                            <Site model={model} point={told} pair={pair} />
                        ) : (
                            <p class="quiet">Point at a site, or choose one of these.</p>
                        )}
                    </div>
                    <table class="numbers" id="sites">
                        <thead>
                            <tr>
                                <th scope="col">objects</th>
                                <th scope="col">bytes</th>
                                <th scope="col" class="text">
                                    {model.compared ? 'largest changes' : 'largest sites'}
                                </th>
                            </tr>
                        </thead>
                        <tbody>
                            {shown.slice(0, LISTED).map((point) => (
                                <tr key={point.key} aria-selected={point === selected}>
                                    <td>{model.compared ? signed(point.change.objects, 'count') : percent(point.objects, model.totals[pair.objects])}</td>
                                    <td>{model.compared ? signed(point.change.bytes, 'bytes') : percent(point.bytes, model.totals[pair.bytes])}</td>
                                    <td class="text">
                                        <i class={`swatch round ${point.shape}`} title={point.shape} />{' '}
                                        <button type="button" class="name" onClick={() => select(point)}>
                                            {labelled(point)}
                                        </button>
                                    </td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                    {shown.length === 0 && <p class="empty">{all.length === 0 ? 'Nothing was allocated.' : 'No site matches.'}</p>}
                </aside>
            </div>
        </>
    )
}

/** Axes, the lines of one size, and the band in which shares of objects and of bytes are alike. */
function field(context, model, pair, at, reach, width, height) {
    const { left, right, top, bottom } = MARGIN
    const quiet = colour('--quiet')
    const line = colour('--line')
    const totals = [pair.objects, pair.bytes].map((each) => Math.max(model.totals[each], model.baseTotals[each]))
    context.save()
    context.beginPath()
    context.rect(left, top, width - left - right, height - top - bottom)
    context.clip()
    if (totals[0] > 0 && totals[1] > 0) {
        const mean = totals[1] / totals[0]
        const diagonal = (bytesEach) =>
            [reach.objects.low, reach.objects.high].map((power) => [
                at.x(10 ** power),
                height - bottom - ((power + Math.log10(bytesEach) - reach.bytes.low) / (reach.bytes.high - reach.bytes.low)) * (height - top - bottom),
            ])
        const above = diagonal(mean * 2)
        const below = diagonal(mean / 2)
        context.fillStyle = colour('--band')
        context.beginPath()
        context.moveTo(...above[0])
        context.lineTo(...above[1])
        context.lineTo(...below[1])
        context.lineTo(...below[0])
        context.fill()
    }
    context.restore()
    context.lineWidth = 1
    context.textBaseline = 'middle'
    const few = (span) => (span.high - span.low > 7 ? 2 : 1)
    for (let power = Math.ceil(reach.objects.low); power <= reach.objects.high; power += few(reach.objects)) {
        const x = Math.round(at.x(10 ** power)) + 0.5
        context.strokeStyle = line
        context.beginPath()
        context.moveTo(x, top)
        context.lineTo(x, height - bottom)
        context.stroke()
        context.fillStyle = quiet
        context.textAlign = 'center'
        context.fillText(count(10 ** power), x, height - bottom + 13)
    }
    const first = Math.ceil((reach.bytes.low * Math.LN10) / Math.LN2 / 10)
    const last = (reach.bytes.high * Math.LN10) / Math.LN2 / 10
    const ticks = []
    for (let power = first; power <= last; power++) ticks.push(2 ** (10 * power))
    if (ticks.length < 3) {
        ticks.length = 0
        for (let power = Math.ceil(reach.bytes.low * 3.33 / 2) * 2; power <= reach.bytes.high * 3.32; power += 2) ticks.push(2 ** power)
    }
    for (const tick of ticks) {
        const y = Math.round(at.y(tick)) + 0.5
        context.strokeStyle = line
        context.beginPath()
        context.moveTo(left, y)
        context.lineTo(width - right, y)
        context.stroke()
        context.fillStyle = quiet
        context.textAlign = 'right'
        context.fillText(bytes(tick), left - 6, y)
    }
    context.fillStyle = quiet
    context.textAlign = 'right'
    context.fillText('objects \u2192', width - right, height - 10)
    context.textAlign = 'left'
    context.fillText('\u2191 bytes', 4, top)
    context.fillStyle = colour('--few-big')
    context.fillText('few, big', left + 8, top + 12)
    context.textAlign = 'right'
    context.fillStyle = colour('--many-small')
    context.fillText('many, small', width - right - 8, height - bottom - 12)
    context.textAlign = 'left'
}

/** Filled as far as what was made there is still in use. */
function dot(context, point, x, y, radius, fill) {
    context.beginPath()
    context.arc(x, y, radius, 0, 2 * Math.PI)
    context.globalAlpha = point.inUse === null ? 0.45 : 0.12 + 0.7 * point.inUse
    context.fillStyle = fill
    context.fill()
    context.globalAlpha = 1
    context.strokeStyle = fill
    context.lineWidth = 1.5
    context.stroke()
}

/** Names at the largest points, as far as they do not lie over each other. */
function labels(context, shown, at, width) {
    const taken = []
    context.font = LETTERS
    context.textBaseline = 'middle'
    for (const point of shown.slice(0, LISTED)) {
        const text = labelled(point)
        const size = context.measureText(text).width
        const { x, y } = at.place(point)
        const radius = at.radius(point) + 4
        const from = x + radius + size > width - MARGIN.right ? x - radius - size : x + radius
        const box = { left: from, right: from + size, top: y - 8, bottom: y + 8 }
        const free = taken.every(
            (other) => box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom,
        )
        if (free && from > MARGIN.left) {
            taken.push(box)
            context.fillStyle = colour('--text')
            context.fillText(text, from, y)
        }
    }
}

/** A short name: the line of a file, else without the package. */
function labelled(point) {
    const place = point.name.match(/\(([^()]+:\d+)\)$/)
    if (place) return place[1]
    const parts = point.name.split('.')
    return parts.length > 2 && !point.name.includes('/') && point.function >= 0 ? parts.slice(-2).join('.') : point.name
}

function Site({ model, point, pair }) {
    const { seconds } = model.data
    const rate = (value, unit) => (seconds && pair === model.allocated ? ` (${unit(value / seconds)}/s)` : '')
    return (
        <>
            <h2>
                <Name of={point.name} />
            </h2>
            <p>
                <span class={`chip ${point.shape}`}>{point.shape}</span> {EXPLAINED[point.shape]}
            </p>
            <dl>
                <dt>objects</dt>
                <dd>
                    {count(point.objects)}
                    {rate(point.objects, count)}, {percent(point.objects, model.totals[pair.objects])}
                    {model.compared && `; ${signed(point.change.objects, 'count')}`}
                </dd>
                <dt>bytes</dt>
                <dd>
                    {bytes(point.bytes)}
                    {rate(point.bytes, bytes)}, {percent(point.bytes, model.totals[pair.bytes])}
                    {model.compared && `; ${signed(point.change.bytes, 'bytes')}`}
                </dd>
                <dt>an object</dt>
                <dd>{point.objects > 0 ? bytes(point.bytes / point.objects) : 'unknown'}</dd>
                {pair === model.allocated && (
                    <>
                        <dt>in use</dt>
                        <dd>{point.inUse === null ? 'unknown' : `${percent(point.inUse, 1)} of the bytes`}</dd>
                    </>
                )}
            </dl>
            <p class="tools">
                <Places model={model} row={point} />
            </p>
        </>
    )
}
