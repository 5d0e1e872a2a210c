// Values as text, in the units of the other reports.

const MINUS = '\u2212'

function scaled(value, step, units, digits = 1) {
    let unit = 0
    let size = Math.abs(value)
    while (size >= step && unit < units.length - 1) {
        size /= step
        unit++
    }
    const text = size.toFixed(unit === 0 && Number.isInteger(size) ? 0 : digits)
    return (value < 0 ? MINUS : '') + (text.endsWith('.0') ? text.slice(0, -2) : text) + units[unit]
}

export const bytes = (value) => scaled(value, 1024, ['B', 'kB', 'MB', 'GB', 'TB', 'PB'])

export const count = (value) => scaled(value, 1000, ['', 'k', 'M', 'G', 'T'])

/** A number of seconds. */
export function seconds(value) {
    const size = Math.abs(value)
    if (size >= 100 || size === 0) return `${Math.round(value)}s`
    if (size >= 1) return `${value.toPrecision(3)}s`
    if (size >= 1e-3) return `${(value * 1e3).toPrecision(3)}ms`
    return size >= 1e-6 ? `${(value * 1e6).toPrecision(3)}\u00b5s` : `${Math.round(value * 1e9)}ns`
}

/** Size of a unit of time in seconds, undefined if it is none. */
const TIME = { nanoseconds: 1e-9, microseconds: 1e-6, milliseconds: 1e-3, seconds: 1 }

/** A value in the unit of its sample type. */
export function value(number, unit) {
    if (unit === 'bytes') return bytes(number)
    if (unit in TIME) return seconds(number * TIME[unit])
    return unit === 'count' || unit === '' ? count(number) : `${count(number)} ${unit}`
}

/** A difference: as the value, with its sign. */
export const signed = (number, unit) => (number > 0 ? '+' : '') + value(number, unit)

/** The share that a part is of a whole; nothing where there is no whole. */
export function percent(part, whole) {
    if (!whole) return '\u2013'
    const share = (100 * part) / whole
    const size = Math.abs(share)
    if (size === 0) return '0%'
    const digits = size >= 99.95 ? 0 : size >= 10 ? 1 : size >= 0.01 ? 2 : -1
    if (digits < 0) return share < 0 ? `>${MINUS}0.01%` : '<0.01%'
    return `${share < 0 ? MINUS : ''}${size.toFixed(digits)}%`
}

/** What a sample type is called. */
export const TITLES = {
    alloc_objects: 'allocated objects',
    alloc_space: 'allocated bytes',
    inuse_objects: 'objects in use',
    inuse_space: 'bytes in use',
}

export const typeTitle = (type) => TITLES[type.name] ?? (type.name || type.unit)

/** A function without its package. */
export function short(name) {
    if (name.includes('/')) return name.slice(name.lastIndexOf('/') + 1)
    const parts = name.split('.')
    if (parts.length < 3 || /[\s([<]/.test(name[0])) return name
    const first = parts.findIndex((part) => /^[A-Z]/.test(part))
    return first > 0 ? parts.slice(first).join('.') : parts.slice(-2).join('.')
}

export const base = (file) => file.slice(file.lastIndexOf('/') + 1)

/** The package of a function. */
export function packageOf(name) {
    if (name.startsWith('[') || name.startsWith('<')) return name
    const slash = name.lastIndexOf('/')
    const last = name.slice(slash + 1)
    if (slash >= 0) return name.slice(0, slash + 1) + last.split('.')[0]
    const parts = last.split('.')
    const first = parts.findIndex((part) => /^[A-Z]/.test(part))
    const end = first >= 0 ? first : Math.max(0, parts.length - (parts.length > 2 ? 2 : 1))
    return parts.slice(0, end).join('.') || '(no package)'
}
