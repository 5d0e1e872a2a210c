// A served page: what is new, earlier snapshots, and files that are dropped on it. See Page in Java.

import { useEffect, useRef, useState } from 'preact/hooks'

async function asked(address, options) {
    const answer = await fetch(address, options)
    if (!answer.ok) throw new Error((await answer.text()).split('\n')[0] || `${answer.status} ${answer.statusText}`)
    return answer.json()
}

/** The data that is shown, and what can be done about it. */
export function useLive(embedded) {
    const [data, setData] = useState(embedded)
    const [problem, setProblem] = useState('')
    const [paused, setPaused] = useState(false)
    const asking = useRef(0)
    const served = embedded === null

    const load = async (address, options) => {
        const number = ++asking.current
        try {
            const found = await asked(address, options)
            if (number !== asking.current) return // something else was asked for meanwhile
            setData(found)
            setProblem('')
        } catch (e) {
            if (number === asking.current) setProblem(e.message)
        }
    }

    useEffect(() => {
        if (served) load('data.json')
    }, [])

    const every = data?.live?.refreshSeconds ?? 0
    useEffect(() => {
        if (!served || every === 0 || paused) return undefined
        const timer = setTimeout(() => load('data.json'), every * 1000)
        return () => clearTimeout(timer)
    }, [data, problem, paused, every])

    const uploads = data?.live?.uploads ?? false
    useEffect(() => {
        if (!uploads) return undefined
        const over = (event) => event.preventDefault()
        const drop = (event) => {
            event.preventDefault()
            const file = event.dataTransfer?.files[0]
            if (file) {
                setPaused(true)
                load(`upload?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file })
            }
        }
        addEventListener('dragover', over)
        addEventListener('drop', drop)
        return () => {
            removeEventListener('dragover', over)
            removeEventListener('drop', drop)
        }
    }, [uploads])

    return {
        data,
        problem,
        paused,
        pause: (on) => {
            setPaused(on)
            if (!on) load('data.json')
        },
        show: (id) => {
            setPaused(true)
            load(`data.json?at=${encodeURIComponent(id)}`)
        },
    }
}

export function LiveBar({ live }) {
    const served = live.data.live
    if (!served) return null
    const { snapshots, shown } = served
    const at = snapshots.findIndex((each) => each.id === shown)
    const time = (snapshot) => new Date(snapshot.epochMillis).toLocaleTimeString()
    return (
        <div class="live">
            {served.refreshSeconds > 0 && (
                <button type="button" id="pause" aria-pressed={live.paused} onClick={() => live.pause(!live.paused)}>
                    {live.paused ? 'Go on' : 'Pause'}
                </button>
            )}
            {snapshots.length > 1 && (
                <label>
                    <span class="quiet">history </span>
                    <input
                        type="range"
                        id="history"
                        min="0"
                        max={snapshots.length - 1}
                        value={at}
                        aria-valuetext={at >= 0 ? `${snapshots[at].title} ${time(snapshots[at])}` : ''}
                        onChange={(event) => live.show(snapshots[event.currentTarget.value].id)}
                    />
                </label>
            )}
            {at >= 0 && (
                <span>
                    {snapshots[at].title} {time(snapshots[at])} ({at + 1} of {snapshots.length})
                </span>
            )}
            {served.refreshSeconds > 0 && (
                <span class="quiet">{live.paused ? 'paused' : `every ${served.refreshSeconds}s`}</span>
            )}
            {served.uploads && <span class="quiet">Drop a profile here to look at it.</span>}
            {live.problem && (
                <span class="problem" role="alert">
                    {live.problem}
                </span>
            )}
        </div>
    )
}
