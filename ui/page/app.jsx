import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { Advice } from './advice.jsx'
import { Flame } from './flame.jsx'
import { packageOf, seconds, typeTitle } from './format.js'
import { Gc } from './gc.jsx'
import { useLive, LiveBar } from './live.jsx'
import { Model } from './model.js'
import { Quadrants } from './quadrants.jsx'
import { Source } from './source.jsx'
import { go, useAddress } from './state.js'
import { Top } from './top.jsx'

const VERSION = 1

const TABS = [
    { id: 'quadrants', title: 'Quadrants', view: Quadrants },
    { id: 'top', title: 'Top', view: Top },
    { id: 'flame', title: 'Flame graph', view: Flame },
    { id: 'source', title: 'Source', view: Source },
    { id: 'advice', title: 'Advice', view: Advice },
    { id: 'gc', title: 'GC', view: Gc },
]

const THEMES = { '': 'system', light: 'light', dark: 'dark' }

export function App({ embedded }) {
    const live = useLive(embedded)
    const { data, problem } = live
    if (!data) return <p class="alone">{problem || 'Reading the profile \u2026'}</p>
    if (data.version !== VERSION) {
        return <p class="alone">This page shows data of version {VERSION}, and has some of version {data.version}.</p>
    }
    return <Page data={data} live={live} />
}

function Page({ data, live }) {
    const address = useAddress()
    const model = useMemo(() => new Model(data, packageOf), [data])
    const tab = TABS.find((each) => each.id === (address.tab || data.view)) ?? TABS[0]
    const type = model.type(address.type)
    const View = tab.view
    useEffect(() => {
        document.title = `${data.title} \u2013 Edenscope`
    }, [data.title])
    useEffect(() => {
        document.documentElement.dataset.theme = address.theme in THEMES ? address.theme : ''
        // What is drawn on a canvas takes its colours from the style of the page.
        dispatchEvent(new Event('themechange'))
    }, [address.theme])
    const bar = useRef(null)
    const move = (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
        if (!step) return
        const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length]
        go({ tab: next.id }, true)
        bar.current.querySelector(`#tab-${next.id}`).focus()
    }
    return (
        <>
            <header>
                <div class="heading">
                    <h1>
                        <span class="mark" aria-hidden="true" /> {data.title}
                    </h1>
                    <Accuracy data={data} />
                </div>
                <div class="tools">
                    {tab.id !== 'advice' && tab.id !== 'gc' && (
                        <label>
                            <span class="quiet">show </span>
                            <select
                                id="type"
                                aria-label="Sample type"
                                value={model.types[type].name}
                                onChange={(event) => go({ type: event.currentTarget.value })}
                            >
                                {model.types.map((each) => (
                                    <option key={each.name} value={each.name}>
                                        {typeTitle(each)}
                                    </option>
                                ))}
                            </select>
                        </label>
                    )}
                    <select
                        aria-label="Colours"
                        id="theme"
                        value={address.theme}
                        onChange={(event) => go({ theme: event.currentTarget.value })}
                    >
                        {Object.entries(THEMES).map(([id, title]) => (
                            <option key={id} value={id}>
                                {title}
                            </option>
                        ))}
                    </select>
                </div>
                <LiveBar live={live} />
                <div role="tablist" class="tabs" ref={bar} onKeyDown={move} aria-label="Views">
                    {TABS.map((each) => (
                        <button
                            key={each.id}
                            id={`tab-${each.id}`}
                            role="tab"
                            type="button"
                            aria-selected={each === tab}
                            aria-controls="view"
                            tabIndex={each === tab ? 0 : -1}
                            onClick={() => go({ tab: each.id }, true)}
                        >
                            {each.title}
                            {each.id === 'advice' && data.advice?.findings.length > 0 && (
                                <span class="badge"> {data.advice.findings.length}</span>
                            )}
                        </button>
                    ))}
                </div>
            </header>
            <main id="view" role="tabpanel" aria-labelledby={`tab-${tab.id}`} class={tab.id}>
                <Warnings data={data} model={model} />
                <View model={model} data={data} type={type} address={address} />
            </main>
            <Contents data={data} />
        </>
    )
}

function Accuracy({ data }) {
    const title = {
        exact: 'exact: every object counted',
        estimate: 'estimate from samples',
    }[data.accuracy]
    const when = data.epochMillis && new Date(data.epochMillis).toISOString().replace('T', ' ').slice(0, 19)
    return (
        <p class="accuracy">
            <span class={`chip ${data.accuracy ?? 'unknown'}`}>{title ?? 'whether exact or an estimate: not said'}</span>
            {data.seconds !== null && (
                <span>
                    {seconds(data.seconds)} recorded{data.baseSeconds !== null && `, the base ${seconds(data.baseSeconds)}`}
                </span>
            )}
            {when && <span>{when} UTC</span>}
            {data.comments.map((comment) => (
                <span key={comment}>{comment}</span>
            ))}
        </p>
    )
}

function Warnings({ data, model }) {
    const said = [...data.warnings]
    if (!data.collected) said.push('Nothing was collected yet: all that was allocated counts as in use.')
    if (model.compared) {
        said.push('New minus base: what grew is positive, what shrank is negative.')
        if (data.normalized) {
            said.push('The new one is scaled to the totals of the base: what differs is how values are spread.')
        } else if (data.seconds && data.baseSeconds && Math.abs(data.seconds / data.baseSeconds - 1) > 0.1) {
            said.push('The two took different times; -normalize scales the new one to the base.')
        }
    }
    return said.length > 0 && <ul class="warnings">{said.map((each) => <li key={each}>{each}</li>)}</ul>
}

/** What is in this file, for those who pass it on. */
function Contents({ data }) {
    const { source } = data
    const files = source.files.length
    const whose = { all: 'of the application, libraries and the JDK', app: 'of the application only', none: 'left out' }
    return (
        <footer id="contents">
            <h2>What this page contains</h2>
            <p>
                Names of {data.functions.name.length} functions in {data.files.length} files and of {data.classes.length}{' '}
                classes, with the values of {data.samples.node.length} samples over {data.nodes.parent.length} frames of stacks
                {data.advice ? `; ${data.advice.findings.length} findings of advice` : ''}
                {data.gc ? '; its garbage collections' : ''}. Source text: {whose[source.kind]}
                {source.kind !== 'none' &&
                    `: ${files} ${files === 1 ? 'file' : 'files'}` +
                        (source.missing.length > 0 ? `, ${source.missing.length} not found (see -source_path)` : '') +
                        (source.left > 0 ? `, ${source.left} left out for their size` : '')}
                {source.kind === 'none' && data.advice ? '; advice quotes single lines' : ''}.
            </p>
            <p class="quiet">
                It sends nothing and asks nobody for anything{data.live ? ' but the program that serves it' : ''}. Made by
                Edenscope, with Preact, uPlot and Prism (MIT licence, in this file).
            </p>
        </footer>
    )
}
