import { useMemo, useState } from 'preact/hooks'
import { percent, signed, typeTitle, value } from './format.js'
import { BY, shape } from './model.js'
import { go } from './state.js'

const ROWS = 200
const NEIGHBOURS = 12

/** The row's values, and what it is sorted by. */
function listed(model, by, type) {
    const pair = model.pair(type)
    const types = pair ? [pair.objects, pair.bytes] : [type]
    const classes = model.mainClass(by, type)
    const totals = types.map((each) => model.totals[each])
    return model
        .rows(by)
        .map((row) => {
            const values = types.map((each) => model.at(by, each, row.key))
            const mine = values[types.indexOf(type)]
            const size = (i) => (model.compared ? Math.abs(values[i].own) + Math.abs(values[i].ownBase) : values[i].own)
            const own = pair && values.some((each) => each.own !== 0 || each.ownBase !== 0)
            return {
                ...row,
                values,
                mine,
                own: mine.own - mine.ownBase,
                cum: mine.cum - mine.cumBase,
                className: classes && classes[row.key] >= 0 ? model.data.classes[classes[row.key]] : '',
                shape: own ? shape(size(0) / (totals[0] || 1), size(1) / (totals[1] || 1)) : '',
            }
        })
        .filter((row) => row.values.some((each) => each.own || each.cum || each.ownBase || each.cumBase))
}

export function matcher(text) {
    if (!text) return () => true
    try {
        const regex = new RegExp(text, 'i')
        return (name) => regex.test(name)
    } catch {
        return (name) => name.toLowerCase().includes(text.toLowerCase())
    }
}

/** A value, or how it changed; both sides in its title. */
export function Value({ now, before, unit, compared }) {
    if (!compared) return <>{now === 0 ? '0' : value(now, unit)}</>
    const change = now - before
    return (
        <span
            class={change > 0 ? 'grew' : change < 0 ? 'shrank' : 'quiet'}
            title={`new ${value(now, unit)}, base ${value(before, unit)}`}
        >
            {change === 0 ? '0' : signed(change, unit)}
        </span>
    )
}

export function Top({ model, type, address }) {
    const by = address.by in BY ? address.by : 'function'
    const [shown, setShown] = useState(ROWS)
    const pair = model.pair(type)
    const types = pair ? [pair.objects, pair.bytes] : [type]
    const all = useMemo(() => listed(model, by, type), [model, by, type])
    const [key, way] = (address.sort || 'own.down').split('.')
    const rows = useMemo(() => {
        const matches = matcher(address.q)
        const found = all.filter((row) => matches(row.name) || (row.className && matches(row.className)))
        const rank = order(key, types)
        const sign = way === 'up' ? -1 : 1
        return found.sort((one, other) => {
            const left = rank(one)
            const right = rank(other)
            return sign * (typeof left === 'string' ? left.localeCompare(right) : right - left)
        })
    }, [all, address.q, key, way])
    const selected = address.sel ? all.find((row) => row.name === address.sel) : null
    const sorted = (column) => {
        const up = column === key && way !== 'up'
        go({ sort: `${column}.${up ? 'up' : 'down'}` })
    }
    const columns = [
        ...types.flatMap((each, i) => [
            { id: `own${i}`, title: typeTitle(model.types[each]), hint: 'own', i, of: 'own' },
        ]),
        ...types.flatMap((each, i) => [
            { id: `cum${i}`, title: typeTitle(model.types[each]), hint: 'with all that it calls', i, of: 'cum' },
        ]),
    ]
    const unit = model.types[type].unit
    const change = model.totals[type] - model.baseTotals[type]
    const basis = model.compared ? model.baseTotals[type] || model.totals[type] : model.totals[type]
    const head = (id, title, hint, kind) => (
        <th scope="col" class={kind} aria-sort={id === key ? (way === 'up' ? 'ascending' : 'descending') : 'none'}>
            <button type="button" onClick={() => sorted(id)}>
                {title} {hint && <small>{hint}</small>}
            </button>
        </th>
    )
    return (
        <>
            <div class="tools">
                <label>
                    <span class="quiet">by </span>
                    <select id="by" value={by} onChange={(event) => go({ by: event.currentTarget.value, sel: '' })}>
                        {Object.entries(BY).map(([id, title]) => (
                            <option key={id} value={id}>
                                {title}
                            </option>
                        ))}
                    </select>
                </label>
                <Search address={address} label="Filter by name or class" />
                <span class="quiet" id="total">
                    {typeTitle(model.types[type])}: {value(model.totals[type], unit)} in all
                    {model.compared && `, base ${value(model.baseTotals[type], unit)}, ${signed(change, unit)}`};{' '}
                    {rows.length} {rows.length === 1 ? 'row' : 'rows'}
                </span>
            </div>
            {selected && <Neighbours model={model} by={by} type={type} row={selected} />}
            <div class="scroll">
                <table id="top" class="numbers">
                    <thead>
                        <tr>
                            {columns.map((each) => head(each.id, each.title, each.hint, each.of))}
                            {head('own', 'share', 'own', 'own')}
                            {head('cum', 'share', 'cum', 'cum')}
                            {head('name', BY[by], '', 'text')}
                            {head('class', 'class', 'most of it', 'text')}
                        </tr>
                    </thead>
                    <tbody>
                        {rows.slice(0, shown).map((row) => (
                            <tr key={row.key} aria-selected={row === selected}>
                                {columns.map((each) => (
                                    <td key={each.id} class={each.of}>
                                        <Value
                                            now={row.values[each.i][each.of]}
                                            before={row.values[each.i][`${each.of}Base`]}
                                            unit={model.types[types[each.i]].unit}
                                            compared={model.compared}
                                        />
                                    </td>
                                ))}
                                <td class="own share" ref={bar(row.own / basis)}>
                                    {percent(row.own, basis)}
                                </td>
                                <td class="cum">{percent(row.cum, basis)}</td>
                                <td class="text">
                                    {row.shape && row.shape !== 'both' && <span class={`chip ${row.shape}`}>{row.shape}</span>}
                                    <button
                                        type="button"
                                        class="name"
                                        onClick={() => go({ sel: row === selected ? '' : row.name }, true)}
                                    >
                                        <Name of={row.name} />
                                    </button>
                                </td>
                                <td class="text" title={row.className}>
                                    <Name of={row.className.slice(row.className.lastIndexOf('.') + 1)} />
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            {rows.length > shown && (
                <button type="button" onClick={() => setShown(shown + 5 * ROWS)}>
                    Show more of {rows.length - shown} others
                </button>
            )}
            {rows.length === 0 && <p class="empty">{all.length === 0 ? 'The profile has no values of this type.' : 'No row matches.'}</p>}
        </>
    )
}

/** A name that may go on in the next line behind a dot. */
export function Name({ of }) {
    return of.split(/(?<=[.$/])/).map((part, i) => (
        <>
            {i > 0 && <wbr />}
            {part}
        </>
    ))
}

/** A bar behind a share: set by the script, as the policy lets no style attribute in. */
export const bar = (share) => (element) =>
    element?.style.setProperty('--share', `${Math.min(100, Math.abs(share) * 100)}%`)

function order(key, types) {
    if (key === 'name') return (row) => row.name
    if (key === 'class') return (row) => row.className
    if (key === 'own') return (row) => Math.abs(row.own)
    if (key === 'cum') return (row) => Math.abs(row.cum)
    const i = Math.min(Number(key.slice(3)) || 0, types.length - 1)
    return key.startsWith('own')
        ? (row) => Math.abs(row.values[i].own - row.values[i].ownBase)
        : (row) => Math.abs(row.values[i].cum - row.values[i].cumBase)
}

export function Search({ address, label, children }) {
    return (
        <label class="search">
            <input
                id="search"
                type="search"
                placeholder={label}
                aria-label={label}
                value={address.q}
                onInput={(event) => go({ q: event.currentTarget.value })}
            />
            {children}
        </label>
    )
}

/** Who calls what is selected, and what it calls. */
function Neighbours({ model, by, type, row }) {
    const related = by !== 'class'
    const unit = model.types[type].unit
    const side = (title, up) => {
        const all = model.neighbours(by, type, row.key, up)
        return (
            <section>
                <h3>{title}</h3>
                <table class="numbers">
                    <tbody>
                        {all.slice(0, NEIGHBOURS).map((each) => (
                            <tr key={each.key}>
                                <td>
                                    <Value now={each.value} before={each.base} unit={unit} compared={model.compared} />
                                </td>
                                <td>{percent(each.value - each.base, row.cum)}</td>
                                <td class="text">
                                    {each.key >= 0 ? (
                                        <button type="button" class="name" onClick={() => go({ sel: each.name }, true)}>
                                            <Name of={each.name} />
                                        </button>
                                    ) : (
                                        each.name
                                    )}
                                </td>
                            </tr>
                        ))}
                        {all.length === 0 && (
                            <tr>
                                <td class="text">none</td>
                            </tr>
                        )}
                    </tbody>
                </table>
                {all.length > NEIGHBOURS && <p class="quiet">and {all.length - NEIGHBOURS} more</p>}
            </section>
        )
    }
    return (
        <section class="card" id="selection" aria-label={`Callers and callees of ${row.name}`}>
            <div class="tools">
                <h2>
                    <Name of={row.name} />
                </h2>
                <Places model={model} row={row} />
                <button type="button" class="close" aria-label="Close" onClick={() => go({ sel: '' })}>
                    {'\u00d7'}
                </button>
            </div>
            {related && (
                <div class="sides">
                    {side('called by', true)}
                    {side('calls', false)}
                </div>
            )}
        </section>
    )
}

/** Ways from a row to the other views. */
export function Places({ model, row }) {
    const { functions, frames, files } = model.data
    if (row.function < 0) return null
    const file = functions.file[row.function]
    const line = row.frame >= 0 ? frames.line[row.frame] : firstLine(model, row.function)
    const name = functions.name[row.function].replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return (
        <>
            {file >= 0 && (
                <button
                    type="button"
                    onClick={() => go({ tab: 'source', file: files[file], line: line ? String(line) : '' }, true)}
                >
                    Source
                </button>
            )}
            <button type="button" onClick={() => go({ tab: 'flame', q: `^${name}$`, focus: '' }, true)}>
                Flame graph
            </button>
            <button
                type="button"
                onClick={() => go({ tab: 'top', by: 'function', sel: functions.name[row.function], q: '' }, true)}
            >
                Callers
            </button>
        </>
    )
}

function firstLine(model, id) {
    const { frames } = model.data
    let first = 0
    frames.function.forEach((each, frame) => {
        if (each === id && frames.line[frame] > 0 && (first === 0 || frames.line[frame] < first)) first = frames.line[frame]
    })
    return first
}
