// A profile in columns, and what can be asked of it. Values of a type are pairs: new, and base where there is one.

/** What a row of a table is. */
export const BY = {
    function: 'function',
    site: 'application line',
    line: 'line',
    package: 'package',
    class: 'class',
}

const FACTOR = 2

/** As Quadrants.Shape has it: share of objects against share of bytes. */
export function shape(objectsShare, bytesShare) {
    const objects = Math.abs(objectsShare)
    const bytes = Math.abs(bytesShare)
    if (objects >= FACTOR * bytes) return 'many-small'
    return bytes >= FACTOR * objects ? 'few-big' : 'both'
}

export class Model {
    constructor(data, packageOf) {
        this.data = data
        this.packageOf = packageOf
        this.types = data.types
        this.functions = data.functions
        this.compared = data.samples.base !== null
        this.parent = Int32Array.from(data.nodes.parent)
        const frameFunction = Int32Array.from(data.frames.function)
        this.frameFunction = frameFunction
        this.frameOf = Int32Array.from(data.nodes.frame)
        this.functionOf = this.frameOf.map((frame) => frameFunction[frame])
        this.sampleNode = Int32Array.from(data.samples.node)
        this.sampleClass = Int32Array.from(data.samples.class)
        this.values = data.samples.values.map((column) => Float64Array.from(column))
        this.base = this.compared ? data.samples.base.map((column) => Float64Array.from(column)) : null
        this.totals = this.values.map(sum)
        this.baseTotals = this.base?.map(sum) ?? this.totals.map(() => 0)
        this.defaultType = data.defaultType
        this.cache = new Map()
        const index = (name) => data.types.findIndex((type) => type.name === name)
        const pair = (objects, bytes) =>
            index(objects) >= 0 && index(bytes) >= 0 ? { objects: index(objects), bytes: index(bytes) } : null
        this.allocated = pair('alloc_objects', 'alloc_space')
        this.inUse = pair('inuse_objects', 'inuse_space') ?? pair('objects', 'space')
    }

    /** Index of the sample type of this name, or the default. */
    type(name) {
        const found = this.types.findIndex((type) => type.name === name)
        return found >= 0 ? found : this.defaultType
    }

    /** Objects and bytes that a type goes with; null where it has no pair. */
    pair(type) {
        const has = (pair) => pair && (pair.objects === type || pair.bytes === type)
        return has(this.inUse) ? this.inUse : has(this.allocated) ? this.allocated : null
    }

    kept(key, make) {
        if (!this.cache.has(key)) this.cache.set(key, make())
        return this.cache.get(key)
    }

    /** Own values of nodes, and those with all below. */
    nodeValues(type, ofBase) {
        return this.kept(`node ${type} ${ofBase}`, () => {
            const flat = new Float64Array(this.parent.length)
            const values = (ofBase ? this.base : this.values)[type]
            this.sampleNode.forEach((node, sample) => {
                if (node >= 0) flat[node] += values[sample]
            })
            const total = flat.slice()
            for (let node = total.length - 1; node >= 0; node--) {
                if (this.parent[node] >= 0) total[this.parent[node]] += total[node]
            }
            return { flat, total }
        })
    }

    isApp(node) {
        return this.functions.app[this.functionOf[node]] === 1
    }

    /** What the nodes are grouped by: a key of each node, and of each key what it is. */
    grouping(by) {
        return this.kept(`by ${by}`, () => {
            const { frames, functions } = this.data
            if (by === 'function') {
                return {
                    keys: this.functionOf,
                    rows: functions.name.map((name, id) => ({ name, function: id, frame: -1 })),
                }
            }
            if (by === 'package') {
                const ids = new Map()
                const rows = []
                const ofFunction = Int32Array.from(functions.name, (name) => {
                    const of = this.packageOf(name)
                    if (!ids.has(of)) {
                        ids.set(of, rows.length)
                        rows.push({ name: of, function: -1, frame: -1 })
                    }
                    return ids.get(of)
                })
                return { keys: this.functionOf.map((id) => ofFunction[id]), rows }
            }
            const rows = frames.function.map((id, frame) => ({
                name: functions.name[id] + this.place(frame),
                function: id,
                frame,
            }))
            if (by === 'line') return { keys: this.frameOf, rows }
            // A site is the innermost line of the application; the leaf where there is none. What the compiler or the JVM made
            // up, as for lambdas, has no lines: who uses it has.
            const blamed = new Int32Array(this.parent.length)
            const isLine = (frame) => functions.app[this.frameFunction[frame]] === 1 && frames.line[frame] > 0
            for (let node = 0; node < blamed.length; node++) {
                const frame = this.frameOf[node]
                const above = this.parent[node] >= 0 ? blamed[this.parent[node]] : -1
                blamed[node] = !isLine(frame) && above >= 0 && isLine(above) ? above : frame
            }
            return { keys: this.frameOf, blamed, rows }
        })
    }

    /** Where a frame is: (Orders.java:12). */
    place(frame) {
        const { frames, functions, files } = this.data
        const file = functions.file[frames.function[frame]]
        if (file < 0) return ''
        const name = files[file]
        const line = frames.line[frame]
        return `(${name.slice(name.lastIndexOf('/') + 1)}${line > 0 ? `:${line}` : ''})`
    }

    /** Sums of a type by key: own, and with all that is called. */
    sums(by, type, ofBase) {
        return this.kept(`sums ${by} ${type} ${ofBase}`, () => {
            if (by === 'class') return this.classSums(type, ofBase)
            const { keys, blamed, rows } = this.grouping(by)
            const { flat, total } = this.nodeValues(type, ofBase)
            const own = new Float64Array(rows.length)
            const cum = new Float64Array(rows.length)
            const outermost = this.outermost(by, keys)
            for (let node = 0; node < keys.length; node++) {
                own[(blamed ?? keys)[node]] += flat[node]
                if (outermost[node]) cum[keys[node]] += total[node]
            }
            return { own, cum }
        })
    }

    /** Whether no node above has the same key: recursion counts once. */
    outermost(by, keys) {
        return this.kept(`outermost ${by === 'site' ? 'line' : by}`, () =>
            Uint8Array.from(keys, (key, node) => {
                for (let up = this.parent[node]; up >= 0; up = this.parent[up]) {
                    if (keys[up] === key) return 0
                }
                return 1
            }),
        )
    }

    classSums(type, ofBase) {
        const own = new Float64Array(this.data.classes.length + 1)
        const values = (ofBase ? this.base : this.values)[type]
        const unknown = this.data.classes.length
        this.sampleClass.forEach((id, sample) => {
            own[id < 0 ? unknown : id] += values[sample]
        })
        return { own, cum: own }
    }

    /** What a type has at a key: {own, cum, ownBase, cumBase}. */
    at(by, type, key) {
        const now = this.sums(by, type, false)
        const before = this.base ? this.sums(by, type, true) : null
        return {
            own: now.own[key],
            cum: now.cum[key],
            ownBase: before?.own[key] ?? 0,
            cumBase: before?.cum[key] ?? 0,
        }
    }

    /** The class with most of a type, by key; -1 where no class is known. */
    mainClass(by, type) {
        return this.kept(`class ${by} ${type}`, () => {
            if (by === 'class') return null
            const { keys, blamed, rows } = this.grouping(by)
            const sums = new Map()
            const width = this.data.classes.length
            this.sampleNode.forEach((node, sample) => {
                const id = this.sampleClass[sample]
                if (node < 0 || id < 0) return
                const key = (blamed ?? keys)[node] * width + id
                const value = Math.abs(this.values[type][sample] - (this.base?.[type][sample] ?? 0))
                sums.set(key, (sums.get(key) ?? 0) + value)
            })
            const best = new Int32Array(rows.length).fill(-1)
            const most = new Float64Array(rows.length)
            sums.forEach((sum, key) => {
                const row = Math.floor(key / width)
                if (sum > most[row]) {
                    most[row] = sum
                    best[row] = key % width
                }
            })
            return best
        })
    }

    /** What there is to list: {key, name, function, frame}. */
    rows(by) {
        if (by === 'class') {
            const rows = this.data.classes.map((name, key) => ({ key, name, function: -1, frame: -1 }))
            return [...rows, { key: rows.length, name: '(class unknown)', function: -1, frame: -1 }]
        }
        return this.kept(`rows ${by}`, () => this.grouping(by).rows.map((row, key) => ({ ...row, key })))
    }

    /** Who calls a key and what it calls: [{key, name, value, base}], largest first. */
    neighbours(by, type, key, up) {
        const { keys, rows } = this.grouping(by === 'site' ? 'line' : by)
        const { parent } = this
        const found = new Map()
        const now = this.nodeValues(type, false).total
        const before = this.base ? this.nodeValues(type, true).total : null
        for (let node = 0; node < keys.length; node++) {
            const above = parent[node]
            if ((up ? keys[node] : above >= 0 ? keys[above] : -1) !== key) continue
            const other = up ? (above >= 0 ? keys[above] : -1) : keys[node]
            if (this.isRepeated(keys, node, above)) continue
            const entry = found.get(other) ?? { key: other, name: rows[other]?.name ?? '(root)', value: 0, base: 0 }
            entry.value += now[node]
            entry.base += before?.[node] ?? 0
            found.set(other, entry)
        }
        return [...found.values()]
            .filter((each) => each.value !== 0 || each.base !== 0)
            .sort((one, other) => Math.abs(other.value - other.base) - Math.abs(one.value - one.base))
    }

    /** Whether the same call is further up, too. */
    isRepeated(keys, node, above) {
        if (above < 0) return false
        for (let at = above; this.parent[at] >= 0; at = this.parent[at]) {
            if (keys[at] === keys[node] && keys[this.parent[at]] === keys[above]) return true
        }
        return false
    }

    /** Values of the lines of a file: Map of line to sums of a type, with all that is called there. */
    lines(file, type) {
        return this.kept(`lines ${file} ${type}`, () => {
            const { frames, functions } = this.data
            const lineOf = (frame) => (functions.file[frames.function[frame]] === file ? frames.line[frame] : 0)
            const found = new Map()
            const add = (values, of) => {
                for (let node = 0; node < this.parent.length; node++) {
                    const line = lineOf(this.frameOf[node])
                    if (line === 0) continue
                    const sums = found.get(line) ?? { own: 0, cum: 0, ownBase: 0, cumBase: 0 }
                    sums[`own${of}`] += values.flat[node]
                    let again = false
                    for (let up = this.parent[node]; up >= 0 && !again; up = this.parent[up]) {
                        again = lineOf(this.frameOf[up]) === line
                    }
                    if (!again) sums[`cum${of}`] += values.total[node]
                    found.set(line, sums)
                }
            }
            add(this.nodeValues(type, false), '')
            if (this.base) add(this.nodeValues(type, true), 'Base')
            return found
        })
    }
}

function sum(column) {
    let total = 0
    for (const value of column) total += value
    return total
}
