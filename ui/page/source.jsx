import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { coloured } from './code.js'
import { base, bytes, count, percent, typeTitle, value } from './format.js'
import { go } from './state.js'
import { bar, Value } from './top.jsx'

/** Lines shown before and after one with a value. */
const AROUND = 8

/** The files that frames are in, those with most of a type first. */
function files(model, type) {
    const { functions, files: names, source } = model.data
    const has = new Set(source.files.map((each) => each.file))
    const own = new Set()
    functions.app.forEach((app, id) => app && own.add(functions.file[id]))
    const sums = new Map()
    model.rows('site').forEach((row) => {
        const file = functions.file[row.function]
        if (file < 0) return
        const { own: now, ownBase } = model.at('site', type, row.key)
        sums.set(file, (sums.get(file) ?? 0) + Math.abs(now - ownBase))
    })
    return [...sums]
        .map(([file, sum]) => ({ file, name: names[file], sum, app: own.has(file), text: has.has(file) }))
        .sort((one, other) => other.app - one.app || other.text - one.text || other.sum - one.sum)
}

export function Source({ model, type, address }) {
    const all = useMemo(() => files(model, type), [model, type])
    const file = all.find((each) => each.name === address.file) ?? all[0]
    if (!file) return <p class="empty">The profile names no source file.</p>
    const group = (title, some) =>
        some.length > 0 && (
            <optgroup label={title}>
                {some.map((each) => (
                    <option key={each.file} value={each.name}>
                        {base(each.name)} {'\u2013'} {each.name}
                    </option>
                ))}
            </optgroup>
        )
    return (
        <>
            <div class="tools">
                <select
                    id="file"
                    aria-label="File"
                    value={file.name}
                    onChange={(event) => go({ file: event.currentTarget.value, line: '' }, true)}
                >
                    {group('the application', all.filter((each) => each.app))}
                    {group('libraries and the JDK', all.filter((each) => !each.app))}
                </select>
                <span class="quiet">values of a line are with all that it calls; its own are in the tips</span>
            </div>
            <File model={model} type={type} file={file} line={Number(address.line) || 0} key={file.name} />
        </>
    )
}

function File({ model, type, file, line }) {
    const { data } = model
    const pair = model.pair(type)
    const types = pair ? [pair.objects, pair.bytes] : [type]
    const columns = types.map((each) => model.lines(file.file, each))
    const text = data.source.files.find((each) => each.file === file.file)?.lines ?? null
    const pieces = useMemo(() => (text ? coloured(text, file.name) : null), [text])
    const notes = useMemo(() => notesOf(data, file.name), [data, file.name])
    const [opened, setOpened] = useState(new Set())
    const table = useRef(null)
    const total = model.compared ? model.baseTotals[type] || model.totals[type] : model.totals[type]

    const hot = new Set([...columns.flatMap((column) => [...column.keys()]), ...notes.keys()])
    if (line > 0) hot.add(line)
    const last = Math.max(text?.length ?? 0, ...hot, 0)
    const near = new Uint8Array(last + 2)
    hot.forEach((each) => {
        for (let i = Math.max(1, each - (text ? AROUND : 0)); i <= Math.min(last, each + (text ? AROUND : 0)); i++) near[i] = 1
    })
    const rows = []
    for (let number = 1; number <= last; number++) {
        if (near[number] || opened.has(number)) {
            rows.push({ number })
        } else if (text) {
            const from = number
            while (number < last && !near[number + 1] && !opened.has(number + 1)) number++
            rows.push({ from, to: number })
        }
    }
    useEffect(() => {
        if (line > 0) table.current?.querySelector(`[data-line="${line}"]`)?.scrollIntoView({ block: 'center' })
    }, [file, line])

    const open = ({ from, to }) => {
        const more = new Set(opened)
        for (let i = from; i <= to; i++) more.add(i)
        setOpened(more)
    }
    return (
        <>
            <h2 class="file">{file.name}</h2>
            {!text && <p class="warnings">{missing(data, file)}</p>}
            <div class="scroll">
                <table class="numbers code" ref={table} id="code">
                    <thead>
                        <tr>
                            {types.map((each) => (
                                <th scope="col" key={each}>
                                    {typeTitle(model.types[each])}
                                </th>
                            ))}
                            <th scope="col">share</th>
                            <th scope="col">line</th>
                            <th scope="col" class="text" />
                        </tr>
                    </thead>
                    <tbody>
                        {rows.map((row) =>
                            row.from ? (
                                <tr key={`to${row.to}`} class="gap">
                                    <td colSpan={types.length + 3}>
                                        <button type="button" onClick={() => open(row)}>
                                            {'\u22ef'} lines {row.from} to {row.to}
                                        </button>
                                    </td>
                                </tr>
                            ) : (
                                <Line
                                    key={row.number}
                                    number={row.number}
                                    model={model}
                                    types={types}
                                    sums={columns.map((column) => column.get(row.number))}
                                    mine={columns[types.indexOf(type)].get(row.number)}
                                    total={total}
                                    pieces={pieces?.[row.number - 1] ?? []}
                                    notes={notes.get(row.number) ?? []}
                                    marked={row.number === line}
                                />
                            ),
                        )}
                    </tbody>
                </table>
            </div>
        </>
    )
}

function missing(data, file) {
    const { source } = data
    if (source.kind === 'none') return 'Source text was left out of this page (-source=none). These are its lines with values.'
    if (source.kind === 'app' && !file.app) {
        return 'Only source of the application is in this page (-source=app); -source=all takes that of libraries, too.'
    }
    return source.missing.includes(file.file)
        ? 'The source was not found where this page was made; -source_path says where it is. These are its lines with values.'
        : 'The source had no room in this page.'
}

function Line({ number, model, types, sums, mine, total, pieces, notes, marked }) {
    const own = (sum, unit) => (sum ? `own ${value(sum.own - sum.ownBase, unit)}` : '')
    const share = mine ? mine.cum - mine.cumBase : 0
    return (
        <>
            <tr data-line={number} class={marked ? 'marked' : ''}>
                {types.map((each, i) => (
                    <td key={each} title={own(sums[i], model.types[each].unit)}>
                        {sums[i] ? (
                            <Value now={sums[i].cum} before={sums[i].cumBase} unit={model.types[each].unit} compared={model.compared} />
                        ) : (
                            ''
                        )}
                    </td>
                ))}
                <td class="share" ref={bar(total ? share / total : 0)}>
                    {mine ? percent(share, total) : ''}
                </td>
                <td class="line">{number}</td>
                <td class="text">
                    <code>
                        {pieces.map((piece, i) => (
                            <span key={i} class={piece.kind && `t-${piece.kind}`}>
                                {piece.text}
                            </span>
                        ))}
                    </code>
                </td>
            </tr>
            {notes.map((note, i) => (
                <tr key={i} class={`note ${note.kind}`}>
                    <td colSpan={types.length + 2} />
                    <td class="text">
                        {note.kind === 'advice' ? (
                            <button type="button" class="name" onClick={() => go({ tab: 'advice', sel: note.id }, true)}>
                                {note.text}
                            </button>
                        ) : (
                            <span title={note.tip}>{note.text}</span>
                        )}
                    </td>
                </tr>
            ))}
        </>
    )
}

const VERDICTS = {
    escapes: 'escapes to heap',
    not_scalar_replaced: 'is not scalar replaced',
    does_not_escape: 'does not escape',
    never_reached: 'is never reached in compiled code',
    not_compiled: 'not compiled by C2 (interpreter or C1)',
    no_cause: 'is on the heap: no cause found',
    may_escape: 'may escape to heap',
    may_not_be_scalar_replaced: 'may not be scalar replaced',
    may_be_scalar_replaced: 'may be scalar replaced',
}

/** What is to be said of the lines of a file: what the JIT made of them, and what to change. */
function notesOf(data, file) {
    const notes = new Map()
    const add = (line, note) => line && notes.set(line, [...(notes.get(line) ?? []), note])
    for (const site of data.why ?? []) {
        if (site.file !== file) continue
        const cause = site.causes[0]
        const rates = site.bytesPerSecond === null ? '' : ` {${count(site.objectsPerSecond)} objects/s, ${bytes(site.bytesPerSecond)}/s}`
        add(site.line, {
            kind: 'why',
            tip: cause?.help ?? '',
            text:
                `why: new ${site.className}${site.maker ? ` in ${site.maker}` : ''} ${VERDICTS[site.verdict] ?? site.verdict}` +
                (cause ? `: ${cause.text}${cause.proved ? ' [proved]' : ' [inferred]'}` : '') +
                (site.causes.length > 1 ? ` (+${site.causes.length - 1} more)` : '') +
                rates,
        })
    }
    data.advice?.findings.forEach((finding, i) => {
        if (finding.file !== file) return
        // Where a library makes the objects, why they are kept is known of its line, and said here.
        if (finding.why.length > 0 && !notes.has(finding.line)) {
            const more = finding.why.length > 1 ? ` (+${finding.why.length - 1} more)` : ''
            add(finding.line, { kind: 'why', tip: '', text: `why: ${finding.className} ${finding.why[0]}${more}` })
        }
        add(finding.line, {
            kind: 'advice',
            id: String(i + 1),
            text: `advice ${i + 1}: ${finding.fix} (${percent(finding.expected.byteShare, 1)} of bytes)`,
        })
    })
    return notes
}
