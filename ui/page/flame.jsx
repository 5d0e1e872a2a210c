import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { colour, fitted, useDrawing } from './canvas.js'
import { change, children, depthOf, draw, follow, nodeAt, path, tree as treeOf } from './flame.js'
import { percent, short, signed, typeTitle, value } from './format.js'
import { go } from './state.js'
import { matcher, Places, Search } from './top.jsx'

const ROW = 18
const FONT = '12px system-ui, sans-serif'
const ZOOM_MILLIS = 180
const SHADES = 4
/** Names of the frames on the way to the one that is zoomed to, in the address. */
const SEPARATOR = ';'

export function Flame({ model, type, address }) {
    const compared = model.compared
    const { functions, classes } = model.data
    const options = {
        type,
        app: address.hide === '1',
        reverse: address.reverse === '1',
        classes: address.plain !== '1',
    }
    const tree = useMemo(() => treeOf(model, options), [model, type, options.app, options.reverse, options.classes])
    const upright = address.flame === '1'
    const canvas = useRef(null)
    const box = useRef(null)
    const moving = useRef(null)
    const shown = useRef(null)
    const frame = useRef({ left: 0, right: 1 })
    const [pointed, setPointed] = useState(null)
    const [selected, setSelected] = useState(0)

    const nameOf = (node) => {
        const key = tree.key[node]
        return key < 0 ? 'all' : key < functions.name.length ? functions.name[key] : classes[key - functions.name.length]
    }
    const isClass = (node) => tree.key[node] >= functions.name.length

    const focused = useMemo(() => {
        const ids = new Map()
        functions.name.forEach((name, id) => ids.set(name, id))
        const keys = address.focus ? address.focus.split(SEPARATOR).map((name) => ids.get(name) ?? -2) : []
        return follow(tree, keys)
    }, [tree, address.focus])

    const found = useMemo(() => {
        if (!address.q) return null
        const matches = matcher(address.q)
        const marked = Uint8Array.from([...functions.name, ...classes], (name) => (matches(name) ? 1 : 0))
        // Below a match nothing is added: it is in the match's value.
        let now = 0
        let before = 0
        let nodes = 0
        const within = new Uint8Array(tree.size)
        for (let node = 1; node < tree.size; node++) {
            const hit = marked[tree.key[node]] === 1
            nodes += hit ? 1 : 0
            within[node] = within[tree.parent[node]] || hit ? 1 : 0
            if (hit && !within[tree.parent[node]]) {
                now += tree.value[node]
                before += tree.base[node]
            }
        }
        return { marked, now, before, nodes }
    }, [tree, address.q])

    const paint = useMemo(() => ({ current: null }), [])
    const colours = () => {
        const shades = (name) => Array.from({ length: SHADES }, (_, i) => colour(`--${name}-${i}`))
        const app = shades('app')
        const library = shades('library')
        const tip = colour('--class')
        const root = colour('--root')
        const marked = colour('--marked')
        const grew = Array.from({ length: 5 }, (_, i) => colour(`--grew-${i}`))
        const shrank = Array.from({ length: 5 }, (_, i) => colour(`--shrank-${i}`))
        const dark = colour('--on-light')
        const light = colour('--on-dark')
        return {
            outline: colour('--text'),
            fill: (node) => {
                const key = tree.key[node]
                if (key < 0) return root
                if (found && found.marked[key]) return marked
                if (compared) {
                    const by = change(tree.value[node], tree.base[node])
                    if (Math.abs(by) < 0.02) return root
                    return (by > 0 ? grew : shrank)[Math.min(4, Math.floor(Math.abs(by) * 5))]
                }
                if (key >= functions.name.length) return tip
                return (functions.app[key] ? app : library)[key % SHADES]
            },
            text: (node) => {
                const key = tree.key[node]
                if (found && key >= 0 && found.marked[key]) return light
                if (compared && key >= 0) return Math.abs(change(tree.value[node], tree.base[node])) > 0.6 ? light : dark
                return key >= 0 && key < functions.name.length && functions.app[key] ? light : dark
            },
        }
    }

    const paintNow = () => {
        if (!canvas.current || !box.current) return
        const begun = performance.now()
        const { context, width, height } = fitted(canvas.current)
        context.font = FONT
        if (!paint.current || paint.current.tree !== tree || paint.current.found !== found || paint.current.stale) {
            paint.current = { ...colours(), tree, found, letter: context.measureText('abcdefghijklmno').width / 15 }
        }
        const drawn = draw(
            context,
            tree,
            { ...frame.current, top: box.current.scrollTop, width, height, row: ROW, upright },
            { ...paint.current, selected: selected || -1, name: (node) => (tree.key[node] < 0 ? 'all' : short(nameOf(node))) },
        )
        // For those who measure: how long the last frame took, and when it was done.
        const done = performance.now()
        const data = canvas.current.dataset
        data.frameMillis = (done - begun).toFixed(2)
        data.drawn = drawn
        data.nodes = tree.size
        data.drawnAt = done
    }

    useDrawing(
        canvas,
        () => {
            if (paint.current) paint.current.stale = true
            paintNow()
        },
        [tree, found, upright, selected],
    )

    // Zooming moves to the frame that is in focus.
    useEffect(() => {
        const from = { ...frame.current }
        const to = { left: tree.x[focused], right: tree.x[focused] + Math.max(tree.width[focused], Number.MIN_VALUE) }
        const begun = performance.now()
        const same = from.left === to.left && from.right === to.right
        const still = matchMedia('(prefers-reduced-motion: reduce)').matches || same || shown.current !== tree
        shown.current = tree
        const step = (time) => {
            const part = still ? 1 : Math.min(1, (time - begun) / ZOOM_MILLIS)
            const eased = 1 - (1 - Math.max(0, part)) ** 3
            // By ratio, so that the way in looks as steady as the way out.
            const width = (from.right - from.left) * ((to.right - to.left) / (from.right - from.left)) ** eased
            const reach = from.right - from.left - (to.right - to.left)
            const share = reach === 0 ? eased : (from.right - from.left - width) / reach
            const left = from.left + (to.left - from.left) * share
            frame.current = part === 1 ? to : { left, right: left + width }
            paintNow()
            moving.current = part === 1 ? null : requestAnimationFrame(step)
        }
        if (still) step(begun)
        else moving.current = requestAnimationFrame(step)
        return () => cancelAnimationFrame(moving.current)
    }, [tree, focused])

    // The root of an upright graph is at the bottom, where one begins to look.
    useEffect(() => {
        box.current.scrollTop = upright ? box.current.scrollHeight : 0
    }, [tree, upright])

    const zoom = (node) => go({ focus: path(tree, node).filter((key) => key < functions.name.length).map((key) => functions.name[key]).join(SEPARATOR) }, true)

    const under = (event) => {
        const place = canvas.current.getBoundingClientRect()
        const x = frame.current.left + ((event.clientX - place.left) / place.width) * (frame.current.right - frame.current.left)
        const y = event.clientY - place.top + box.current.scrollTop
        const depth = Math.floor((upright ? tree.depth * ROW - y : y) / ROW)
        return nodeAt(tree, depth, x)
    }

    const step = (event) => {
        const node = selected || focused
        const inner = children(tree, node)
        const siblings = node > 0 ? children(tree, tree.parent[node]) : [0]
        const at = siblings.indexOf(node)
        const deeper = upright ? 'ArrowUp' : 'ArrowDown'
        const back = upright ? 'ArrowDown' : 'ArrowUp'
        const next = {
            [deeper]: inner[0],
            [back]: node > 0 ? tree.parent[node] : undefined,
            ArrowRight: siblings[at + 1],
            ArrowLeft: siblings[at - 1],
        }[event.key]
        if (next !== undefined) {
            setSelected(next)
            show(next)
        } else if (event.key === 'Enter') {
            zoom(node)
        } else if (event.key === 'Escape') {
            zoom(0)
            setSelected(0)
        } else if (event.key === 'Backspace') {
            zoom(Math.max(0, tree.parent[focused]))
        } else if (!event.key.startsWith('Arrow')) {
            return
        }
        event.preventDefault()
    }

    const show = (node) => {
        const depth = depthOf(tree, node)
        const y = upright ? (tree.depth - depth - 1) * ROW : depth * ROW
        const { scrollTop, clientHeight } = box.current
        if (y < scrollTop || y + ROW > scrollTop + clientHeight) box.current.scrollTop = y - clientHeight / 2
    }

    const told = pointed?.node ?? (selected || focused)
    const unit = model.types[type].unit
    const toggle = (name, title) => (
        <label>
            <input
                type="checkbox"
                id={`flame-${name}`}
                checked={address[name] === '1'}
                onChange={(event) => go({ [name]: event.currentTarget.checked ? '1' : '', focus: '' })}
            />{' '}
            {title}
        </label>
    )
    return (
        <>
            <div class="tools">
                <Search address={address} label="Search functions and classes">
                    {found && (
                        <span id="matched" class="quiet">
                            {compared ? signed(found.now - found.before, unit) : percent(found.now, tree.value[0])} in {found.nodes}{' '}
                            frames
                        </span>
                    )}
                </Search>
                {toggle('hide', 'application only')}
                {toggle('reverse', 'callers below')}
                {toggle('flame', 'root at the bottom')}
                {classes.length > 0 && toggle('plain', 'without classes')}
                {focused > 0 && (
                    <button type="button" id="unzoom" onClick={() => zoom(0)}>
                        All
                    </button>
                )}
                <Legend compared={compared} />
            </div>
            <div id="told" class="told" aria-live="polite">
                <Told tree={tree} node={told} name={nameOf(told)} unit={unit} compared={compared} seconds={model.data.seconds} />
                {selected > 0 && !isClass(selected) && tree.key[selected] >= 0 && (
                    <span class="tools">
                        <button type="button" onClick={() => zoom(selected)}>
                            Zoom
                        </button>
                        <Places model={model} row={{ function: tree.key[selected], frame: -1 }} />
                    </span>
                )}
            </div>
            <div class="flamebox" ref={box} onScroll={paintNow}>
                <div ref={(element) => element?.style.setProperty('height', `${tree.depth * ROW}px`)} class="flamesize">
                    <canvas
                        id="flame"
                        ref={canvas}
                        tabIndex={0}
                        role="img"
                        aria-label={`Flame graph of ${typeTitle(model.types[type])}, ${tree.size} frames. Arrow keys move, Enter zooms, Escape shows all. The Top view has the same as a table.`}
                        onKeyDown={step}
                        onMouseMove={(event) => {
                            const node = under(event)
                            setPointed(node >= 0 ? { node } : null)
                        }}
                        onMouseLeave={() => setPointed(null)}
                        onClick={(event) => {
                            const node = under(event)
                            if (node >= 0) {
                                setSelected(node)
                                zoom(node)
                            }
                        }}
                    />
                </div>
            </div>
            {tree.width[0] === 0 && <p class="empty">The profile has no values of this type.</p>}
        </>
    )
}

function Told({ tree, node, name, unit, compared, seconds }) {
    if (node >= tree.size) return null
    const now = tree.value[node]
    const before = tree.base[node]
    return (
        <span>
            <b>{name}</b>{' '}
            {compared ? (
                <>
                    {signed(now - before, unit)} ({value(now, unit)} against {value(before, unit)}
                    {before !== 0 && `, ${percent(now - before, before)}`})
                </>
            ) : (
                <>
                    {value(now, unit)}, {percent(now, tree.value[0])}
                    {seconds ? `, ${value(now / seconds, unit)}/s` : ''}
                </>
            )}
        </span>
    )
}

function Legend({ compared }) {
    const entries = compared
        ? [
              ['grew', 'grew'],
              ['shrank', 'shrank'],
              ['same', 'same'],
          ]
        : [
              ['app', 'application'],
              ['library', 'library'],
              ['class', 'class'],
          ]
    return (
        <span class="legend">
            {entries.map(([id, title]) => (
                <span key={id}>
                    <i class={`swatch ${id}`} /> {title}
                </span>
            ))}
            {compared && <span class="quiet">width: the larger of new and base</span>}
        </span>
    )
}
