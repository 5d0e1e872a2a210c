// The tree of a flame graph and where its rectangles are. A node is as wide as the larger of its values, new or base, so that what
// is gone stays visible.

/** Ids of functions are below it, so that parent and function make one number. */
const RANGE = 2 ** 26

/**
 * The tree: columns by node, in order of depth and then of place. Node 0 is the root.
 *
 * @param options type, app (only the application's frames), reverse (callers below), classes (classes as frames at the tip)
 */
export function tree(model, { type, app, reverse, classes }) {
    const names = model.data.functions.name
    const parents = [-1]
    const keys = [-1] // function, or names.length + class
    const values = [0]
    const bases = [0]
    const widths = [0]
    const known = new Map()
    const child = (parent, key) => {
        const pair = parent * RANGE + key
        let node = known.get(pair)
        if (node === undefined) {
            node = parents.length
            known.set(pair, node)
            parents.push(parent)
            keys.push(key)
            values.push(0)
            bases.push(0)
            widths.push(0)
        }
        return node
    }
    const shown = (node) => !app || model.isApp(node)
    const ends = reverse ? null : new Int32Array(model.parent.length)
    if (ends) {
        for (let node = 0; node < ends.length; node++) {
            const above = model.parent[node] < 0 ? 0 : ends[model.parent[node]]
            ends[node] = shown(node) ? child(above, model.functionOf[node]) : above
        }
    }
    const upwards = (leaf, from) => {
        let at = from
        for (let node = leaf; node >= 0; node = model.parent[node]) {
            if (shown(node)) at = child(at, model.functionOf[node])
        }
        return at
    }
    const column = model.values[type]
    const base = model.base?.[type]
    for (let sample = 0; sample < column.length; sample++) {
        const now = column[sample]
        const before = base ? base[sample] : 0
        if (now === 0 && before === 0) continue
        const leaf = model.sampleNode[sample]
        const tip = classes && model.sampleClass[sample] >= 0 ? names.length + model.sampleClass[sample] : -1
        let end
        if (reverse) {
            const first = tip >= 0 ? child(0, tip) : 0
            end = leaf < 0 ? first : upwards(leaf, first)
        } else {
            end = leaf < 0 ? 0 : ends[leaf]
            end = tip >= 0 ? child(end, tip) : end
        }
        values[end] += now
        bases[end] += before
        widths[end] += Math.max(Math.abs(now), Math.abs(before))
    }
    for (let node = parents.length - 1; node > 0; node--) {
        const parent = parents[node]
        values[parent] += values[node]
        bases[parent] += bases[node]
        widths[parent] += widths[node]
    }
    return placed({ parents, keys, values, bases, widths })
}

/** The same by depth, siblings with the widest first, and without what has no width. */
function placed({ parents, keys, values, bases, widths }) {
    const size = parents.length
    const first = new Int32Array(size + 1)
    for (let node = 1; node < size; node++) first[parents[node] + 1]++
    for (let node = 0; node < size; node++) first[node + 1] += first[node]
    const next = first.slice()
    const children = new Int32Array(size)
    for (let node = 1; node < size; node++) children[next[parents[node]]++] = node

    const order = new Int32Array(size) // old id by new id
    const place = new Float64Array(size)
    const parent = new Int32Array(size).fill(-1)
    const firstChild = new Int32Array(size).fill(-1)
    const levels = [0]
    let count = 1
    let level = 0
    while (level < count) {
        levels.push(count)
        const end = count
        for (let id = level; id < end; id++) {
            const old = order[id]
            const below = children.subarray(first[old], first[old + 1])
            below.sort((one, other) => widths[other] - widths[one])
            let x = place[id]
            firstChild[id] = count
            for (const each of below) {
                if (widths[each] <= 0) break
                order[count] = each
                place[count] = x
                parent[count] = id
                x += widths[each]
                count++
            }
        }
        level = end
    }
    const ids = order.subarray(0, count)
    const pick = (column) => Float64Array.from(ids, (old) => column[old])
    const x = place.slice(0, count)
    const width = pick(widths)
    return {
        size: count,
        levels, // levels[d] is the first node of depth d; one more at the end
        depth: levels.length - 1,
        parent,
        firstChild,
        key: Int32Array.from(ids, (old) => keys[old]),
        value: pick(values),
        base: pick(bases),
        x,
        width,
    }
}

/** The first node of a depth that ends behind x; the end of the depth if none does. */
export function firstBehind(tree, depth, x) {
    let low = tree.levels[depth]
    let high = tree.levels[depth + 1]
    while (low < high) {
        const middle = (low + high) >> 1
        if (tree.x[middle] + tree.width[middle] > x) high = middle
        else low = middle + 1
    }
    return low
}

/** The node at a place, or -1. */
export function nodeAt(tree, depth, x) {
    if (depth < 0 || depth >= tree.depth) return -1
    const node = firstBehind(tree, depth, x)
    return node < tree.levels[depth + 1] && tree.x[node] <= x ? node : -1
}

export function depthOf(tree, node) {
    let depth = 0
    while (tree.levels[depth + 1] <= node) depth++
    return depth
}

/** From the root to a node, keys. */
export function path(tree, node) {
    const keys = []
    for (let at = node; at > 0; at = tree.parent[at]) keys.unshift(tree.key[at])
    return keys
}

/** The node of a path; as far down as the path goes. */
export function follow(tree, keys) {
    let node = 0
    for (const key of keys) {
        const child = children(tree, node).find((each) => tree.key[each] === key)
        if (child === undefined) return node
        node = child
    }
    return node
}

export function children(tree, node) {
    const found = []
    for (let each = tree.firstChild[node]; each >= 0 && each < tree.size && tree.parent[each] === node; each++) {
        found.push(each)
    }
    return found
}

/** How far something changed, from -1 (gone) to 1 (new). */
export function change(value, base) {
    const most = Math.max(Math.abs(value), Math.abs(base))
    return most === 0 ? 0 : (value - base) / most
}

/**
 * Draws what is in view. Nodes narrower than half a pixel are drawn as one with their neighbours.
 *
 * @param view left, right (in the tree's unit), top (pixels), width, height, row, upright (the root at the bottom)
 * @param paint colour of a node and of its text, name, whether it is marked
 * @return how many rectangles there were
 */
export function draw(context, tree, view, paint) {
    const { left, right, top, width, height, row, upright } = view
    const scale = width / (right - left)
    const least = 0.5 / scale
    const bottom = tree.depth * row
    let drawn = 0
    let last = null
    const fill = (style) => {
        if (style !== last) context.fillStyle = last = style // setting it costs more than asking
    }
    context.clearRect(0, 0, width, height)
    context.textBaseline = 'middle'
    for (let depth = 0; depth < tree.depth; depth++) {
        const y = (upright ? bottom - (depth + 1) * row : depth * row) - top
        if (y > height || y + row < 0) continue
        const end = tree.levels[depth + 1]
        let node = firstBehind(tree, depth, left)
        while (node < end && tree.x[node] < right) {
            const from = Math.max(0, (tree.x[node] - left) * scale)
            const wide = tree.width[node] >= least
            const until = Math.min(width, (tree.x[node] + tree.width[node] - left) * scale)
            const size = wide ? until - from : 1
            fill(paint.fill(node))
            context.fillRect(from, y, size > 2 ? size - 0.5 : size, row - 1)
            drawn++
            if (size > 30) {
                fill(paint.text(node))
                const room = Math.floor((size - 6) / paint.letter)
                const name = paint.name(node)
                const text = name.length > room ? `${name.slice(0, Math.max(1, room - 1))}\u2026` : name
                context.fillText(text, from + 3, y + row / 2)
            }
            if (node === paint.selected) {
                context.strokeStyle = paint.outline
                context.lineWidth = 2
                context.strokeRect(from + 1, y + 1, Math.max(2, size - 2), row - 3)
            }
            node = wide ? node + 1 : Math.max(node + 1, firstBehind(tree, depth, left + (from + 1) / scale))
        }
    }
    return drawn
}
