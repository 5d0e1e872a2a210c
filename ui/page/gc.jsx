import { useEffect, useRef, useState } from 'preact/hooks'
import uPlot from 'uplot'
import { Verdict } from './advice.jsx'
import { colour } from './canvas.js'
import { bytes, count, percent, seconds } from './format.js'
import { gogc, heap, lessAllocated } from './whatif.js'

const TALL = 150

/** Steps of an axis of bytes. */
const POWERS = Array.from({ length: 50 }, (_, i) => 2 ** i)

export function Gc({ data }) {
    if (!data.gc) {
        return (
            <p class="empty">
                This source does not say what was collected. Recordings (.eden) and flight recordings do; -gc=FILE takes a GC log
                beside it.
            </p>
        )
    }
    const { summary, columns } = data.gc
    return (
        <>
            <Verdict gc={summary} />
            <Facts summary={summary} before={data.baseGc?.summary} />
            {columns.start.length > 0 ? <Timeline columns={columns} /> : <p class="empty">No collection was seen.</p>}
            <WhatIf columns={columns} isGo={summary.collector === 'Go'} />
            <Kinds summary={summary} />
        </>
    )
}

const known = (value, text) => (value === null || value === undefined ? 'unknown' : text(value))

function Facts({ summary, before }) {
    const millis = (value) => seconds(value / 1e3)
    const rows = [
        ['collector', (gc) => gc.collector],
        ['collections', (gc) => count(gc.collections)],
        ['interval', (gc) => known(gc.intervalMillis, millis)],
        ['of the CPU', (gc) => known(gc.gcCpuShare, (share) => percent(share, 1) + (gc.cpuEstimated ? ', at most' : ''))],
        ['time stopped', (gc) => known(gc.stoppedShare, (share) => percent(share, 1))],
        ['longest pause', (gc) => known(gc.pauses.maxMillis, millis)],
        ['allocated', (gc) => known(gc.allocationBytesPerSecond, (rate) => `${gc.allocationAtLeast ? 'at least ' : ''}${bytes(rate)}/s`)],
        ['promoted', (gc) => known(gc.promotionBytesPerSecond, (rate) => `${bytes(rate)}/s`)],
        ['live', (gc) => known(gc.liveBytes, bytes)],
        ['heap limit', (gc) => known(gc.heapLimitBytes, bytes)],
    ]
    return (
        <table class={before ? 'facts compared' : 'facts'} id="gc-facts">
            {before && (
                <thead>
                    <tr>
                        <th />
                        <th scope="col">new</th>
                        <th scope="col">base</th>
                    </tr>
                </thead>
            )}
            <tbody>
                {rows.map(([title, of]) => (
                    <tr key={title}>
                        <th scope="row">{title}</th>
                        <td>{of(summary)}</td>
                        {before && <td>{of(before)}</td>}
                    </tr>
                ))}
            </tbody>
        </table>
    )
}

/** Heap before and after, pauses and the rate of allocation over time, one below the other. */
function Timeline({ columns }) {
    if (columns.start.every((each) => each === null)) return <p class="empty">The source has no times, so there is no timeline.</p>
    const ends = columns.start.map((start, i) => (start ?? 0) + (columns.seconds[i] ?? 0))
    const levels = []
    columns.start.forEach((start, i) => {
        if (start === null) return
        if (columns.before[i] !== null) levels.push([start, columns.before[i]])
        if (columns.after[i] !== null) levels.push([Math.max(ends[i], start + 1e-6), columns.after[i]])
    })
    levels.sort((one, other) => one[0] - other[0])
    const timed = columns.start.map((start, i) => [start, columns.stopped[i] * 1e3]).filter(([start]) => start !== null)
    const flow = columns.flow.at.map((at, i) => [at, columns.flow.bytesPerSecond[i]]).filter(([at, rate]) => at !== null && rate !== null)
    const span = [0, Math.max(...ends, ...levels.map(([at]) => at))]
    return (
        <div class="timeline">
            {levels.length > 0 && <Plot title="heap, before and after each collection" points={levels} unit={bytes} name="--app-1" span={span} binary />}
            <Plot title="pauses" points={timed} unit={(value) => seconds(value / 1e3)} name="--few-big" span={span} bars />
            {flow.length > 0 && (
                <Plot title="allocation rate, by what the heap grew" points={flow} unit={(value) => `${bytes(value)}/s`} name="--many-small" span={span} steps binary />
            )}
        </div>
    )
}

function Plot({ title, points, unit, name, span, bars, steps, binary }) {
    const place = useRef(null)
    useEffect(() => {
        let plot = null
        const make = () => {
            plot?.destroy()
            const text = colour('--quiet')
            const line = colour('--line')
            const axis = { stroke: text, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 } }
            plot = new uPlot(
                {
                    width: Math.max(200, place.current.clientWidth),
                    height: TALL,
                    padding: [8, 14, 0, 0],
                    cursor: { sync: { key: 'gc' }, y: false },
                    scales: { x: { time: false, range: (_, low, high) => (low === high ? [low - 1, high + 1] : [low, high]) }, y: { range: (_, low, high) => [0, high > 0 ? high * 1.08 : 1] } },
                    legend: { live: true },
                    axes: [
                        { ...axis, size: 30, values: (_, values) => values.map((value) => `${value}s`) },
                        { ...axis, size: 78, incrs: binary ? POWERS : undefined, values: (_, values) => values.map((value) => unit(value)) },
                    ],
                    series: [
                        { label: 'at', value: (_, value) => (value === null ? '\u2013' : seconds(value)) },
                        {
                            label: 'value',
                            stroke: colour(name),
                            fill: colour(name, 13),
                            width: 1.5,
                            points: { show: bars ? false : points.length < 80 },
                            paths: bars ? uPlot.paths.bars({ size: [0.6, 12] }) : steps ? uPlot.paths.stepped({ align: -1 }) : undefined,
                            value: (_, value) => (value === null ? '\u2013' : unit(value)),
                        },
                    ],
                },
                [points.map(([x]) => x), points.map(([, y]) => y)],
                place.current,
            )
            plot.setScale('x', { min: span[0], max: span[1] })
        }
        make()
        const observer = new ResizeObserver(() => place.current && plot.setSize({ width: Math.max(200, place.current.clientWidth), height: TALL }))
        observer.observe(place.current)
        addEventListener('themechange', make)
        return () => {
            observer.disconnect()
            removeEventListener('themechange', make)
            plot?.destroy()
        }
    }, [points.length, title])
    return (
        <figure aria-label={`Chart of ${title}`}>
            <figcaption>{title}</figcaption>
            <div ref={place} class="plot" />
        </figure>
    )
}

/** What would be if less were allocated, or the heap were another. */
function WhatIf({ columns, isGo }) {
    const [less, setLess] = useState(20)
    const [heapShare, setHeapShare] = useState(200)
    const [percentage, setPercentage] = useState(Math.round(2 * (columns.gogcPercent ?? 100)))
    if (!columns.model) {
        return <p class="quiet">There is no model of the interval: it takes times, and a few collections that allocation brings about.</p>
    }
    const { model } = columns
    return (
        <section class="card" id="whatif" aria-label="What if">
            <h2>What if</h2>
            <p class="quiet">
                interval = {model.formula} = {bytes(model.headroomBytes)} / {bytes(model.bytesPerSecond)}/s
                {model.fixedSeconds > 0.0005 && ` + ${seconds(model.fixedSeconds)} of the collection itself`} ({model.source});
                measured {seconds(model.measuredSeconds)}, the model is {model.error >= 0 ? '+' : '\u2212'}
                {percent(Math.abs(model.error), 1)} off
            </p>
            <table class="sliders">
                <tbody>
                    <Slider
                        id="alloc"
                        title={`${less}% less allocated`}
                        min={0}
                        max={95}
                        value={less}
                        set={setLess}
                        answer={lessAllocated(columns, less / 100)}
                        cost={columns.cost}
                        note="a collection costs what it costs now"
                    />
                    {columns.heapLimitBytes !== null && !isGo && (
                        <Slider
                            id="heap"
                            title={`heap of ${bytes((columns.heapLimitBytes * heapShare) / 100)}`}
                            min={50}
                            max={800}
                            step={10}
                            value={heapShare}
                            set={setHeapShare}
                            answer={heap(columns, (columns.heapLimitBytes * heapShare) / 100)}
                            cost={columns.cost}
                            note="a trade, no saving: memory for CPU"
                        />
                    )}
                    {isGo && (
                        <Slider
                            id="gogc"
                            title={`GOGC=${percentage}`}
                            min={25}
                            max={800}
                            step={25}
                            value={percentage}
                            set={setPercentage}
                            answer={gogc(columns, percentage)}
                            cost={columns.cost}
                            note="a trade, no saving: memory for CPU"
                        />
                    )}
                </tbody>
            </table>
            <p class="quiet">First cut what is allocated; tune last: a trade moves cost between CPU and memory.</p>
        </section>
    )
}

function Slider({ id, title, min, max, step, value, set, answer, cost, note }) {
    return (
        <tr>
            <th scope="row">
                <label for={`if-${id}`}>{title}</label>
            </th>
            <td>
                <input
                    type="range"
                    id={`if-${id}`}
                    min={min}
                    max={max}
                    step={step ?? 1}
                    value={value}
                    onInput={(event) => set(Number(event.currentTarget.value))}
                />
            </td>
            <td>
                {answer ? (
                    <output
                        for={`if-${id}`}
                        id={`then-${id}`}
                        data-seconds={answer.intervalSeconds}
                        data-share={answer.share ?? ''}
                    >
                        every <b>{seconds(answer.intervalSeconds)}</b>, {answer.perMinute.toPrecision(3)} a minute
                        {answer.share !== null && (
                            <>
                                , GC <b>{percent(answer.share, 1)}</b> {cost.title}
                                {cost.estimated && ' at most'} (now {percent(cost.share, 1)})
                            </>
                        )}
                    </output>
                ) : (
                    <output for={`if-${id}`} id={`then-${id}`}>
                        too small: what is live does not fit
                    </output>
                )}{' '}
                <span class="quiet">{note}</span>
            </td>
        </tr>
    )
}

function Kinds({ summary }) {
    return (
        <div class="scroll">
            <table class="numbers">
                <thead>
                    <tr>
                        {['count', 'pauses', 'p50', 'p99', 'max', 'total', 'freed'].map((each) => (
                            <th scope="col" key={each}>
                                {each}
                            </th>
                        ))}
                        <th scope="col" class="text">
                            collection
                        </th>
                        <th scope="col" class="text">
                            cause
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {summary.kinds.map((kind, i) => (
                        <tr key={i}>
                            <td>{kind.collections}</td>
                            <td>{kind.pauses.count}</td>
                            {['p50Millis', 'p99Millis', 'maxMillis', 'totalMillis'].map((each) => (
                                <td key={each}>{kind.pauses[each] === null ? '\u2013' : seconds(kind.pauses[each] / 1e3)}</td>
                            ))}
                            <td>{known(kind.freedBytes, bytes)}</td>
                            <td class="text">
                                {kind.kind}: {kind.name}
                            </td>
                            <td class="text">{kind.cause ?? 'unknown'}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    )
}
