// The state of the view, which is the address: what is shown can be sent as a link, and the back button works.

import { useEffect, useState } from 'preact/hooks'

const BY_DEFAULT = {
    tab: '', // the data says
    type: '',
    by: '',
    q: '',
    sort: '',
    sel: '', // a row of the table
    focus: '', // names of the frames that the flame graph is zoomed to
    hide: '',
    reverse: '',
    flame: '',
    plain: '',
    file: '',
    line: '',
    theme: '',
    width: '',
}

function read() {
    const state = { ...BY_DEFAULT }
    for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
        if (Object.hasOwn(BY_DEFAULT, name)) state[name] = value
    }
    return state
}

let state = read()
const listeners = new Set()

function tell() {
    listeners.forEach((listener) => listener(state))
}

/** Changes what is given; a step is one that the back button takes back. */
export function go(changes, step = false) {
    state = { ...state, ...changes }
    const hash = new URLSearchParams(Object.entries(state).filter(([name, value]) => value !== BY_DEFAULT[name]))
    history[step ? 'pushState' : 'replaceState'](null, '', `#${hash}`)
    tell()
}

addEventListener('hashchange', () => {
    state = read()
    tell()
})
addEventListener('popstate', () => {
    state = read()
    tell()
})

export function useAddress() {
    const [now, set] = useState(state)
    useEffect(() => {
        listeners.add(set)
        set(state)
        return () => listeners.delete(set)
    }, [])
    return now
}
