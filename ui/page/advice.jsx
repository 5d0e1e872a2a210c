import { useEffect, useRef } from 'preact/hooks'
import { base, bytes, count, percent, seconds } from './format.js'
import { go } from './state.js'

export function Advice({ data, address }) {
    const { advice } = data
    if (!advice) {
        return <p class="empty">There is no advice: it takes allocated bytes, which this source does not have.</p>
    }
    const all = advice.expected
    return (
        <>
            <Verdict gc={advice.gc} />
            {advice.findings.length > 0 ? (
                <p>
                    <b>
                        {advice.findings.length} {advice.findings.length === 1 ? 'finding' : 'findings'}
                    </b>
                    . All of them together take off {gain(all)}.
                </p>
            ) : (
                <p class="empty">No rule has anything to say of this profile.</p>
            )}
            {advice.notes.length > 0 && (
                <ul class="warnings">
                    {advice.notes.map((note) => (
                        <li key={note}>{note}</li>
                    ))}
                </ul>
            )}
            <ol class="cards">
                {advice.findings.map((finding, i) => (
                    <Card key={i} finding={finding} number={i + 1} chosen={address.sel === String(i + 1)} />
                ))}
            </ol>
            {advice.left?.length > 0 && (
                <details>
                    <summary>{advice.left.length} better left as they are</summary>
                    <ul>
                        {advice.left.map((each, i) => (
                            <li key={i}>
                                <code>{each.rule}</code> <Place at={each} />: {each.reason}
                            </li>
                        ))}
                    </ul>
                </details>
            )}
        </>
    )
}

export function Verdict({ gc }) {
    if (!gc) return null
    const words = { no_problem: 'GC is no problem here', worth_a_look: 'GC is worth a look', unknown: 'Too little is known of GC' }
    const cost = gc.gcCpuShare !== null ? `${percent(gc.gcCpuShare, 1)} of CPU${gc.cpuEstimated ? ' at most' : ''}` : ''
    const { pauses } = gc
    const paused =
        pauses.count > 0
            ? `pauses p50 ${seconds(pauses.p50Millis / 1e3)}, p99 ${seconds(pauses.p99Millis / 1e3)}, max ${seconds(pauses.maxMillis / 1e3)}`
            : ''
    const often = gc.intervalMillis !== null ? `a collection every ${seconds(gc.intervalMillis / 1e3)}` : ''
    const rate =
        gc.allocationBytesPerSecond !== null
            ? `${gc.allocationAtLeast ? 'at least ' : ''}${bytes(gc.allocationBytesPerSecond)}/s allocated`
            : ''
    return (
        <p class={`verdict ${gc.verdict}`}>
            <b>{words[gc.verdict]}:</b> {[cost, paused, often, rate].filter(Boolean).join('; ') || 'no collection was seen'}
        </p>
    )
}

function gain(expected) {
    const parts = []
    if (expected.objectShare !== null) parts.push(`${percent(expected.objectShare, 1)} of objects`)
    parts.push(`${percent(expected.byteShare, 1)} of bytes`)
    const text = parts.join(', ')
    const factor = expected.gcIntervalFactor
    return (
        <>
            {text}; GC interval {'\u00d7'} {factor >= 10 ? factor.toFixed(1) : factor.toFixed(2)}
            {expected.gcIntervalSeconds !== null && ` to ${seconds(expected.gcIntervalSeconds)}`}
            {expected.gcShare !== null && `, GC to ${percent(expected.gcShare, 1)}`}
        </>
    )
}

function Place({ at }) {
    const text = at.file ? `${base(at.file)}${at.line ? `:${at.line}` : ''}` : at.method
    return at.file ? (
        <button type="button" class="name" onClick={() => go({ tab: 'source', file: at.file, line: String(at.line ?? '') }, true)}>
            {text}
        </button>
    ) : (
        <>{text}</>
    )
}

function Card({ finding, number, chosen }) {
    const card = useRef(null)
    useEffect(() => {
        if (chosen) card.current.scrollIntoView({ block: 'center' })
    }, [chosen])
    return (
        <li class={`card ${chosen ? 'marked' : ''}`} ref={card} id={`advice-${number}`}>
            <div class="tools">
                <h2>
                    {number}. <Place at={finding} /> <span class="quiet">{finding.method}</span>
                </h2>
                <span class="chip">{finding.rule}</span>
                {finding.shape && <span class={`chip ${finding.shape}`}>{finding.shape}</span>}
                <span class="chip">confidence {finding.confidence}</span>
            </div>
            <p class="gain">
                takes off {gain(finding.expected)}
                <span class="quiet">
                    {' '}
                    of {finding.objectsPerSecond !== null && `${count(finding.objectsPerSecond)} objects/s, `}
                    {finding.bytesPerSecond === null ? bytes(finding.bytes) : `${bytes(finding.bytesPerSecond)}/s`} of{' '}
                    {finding.className} here
                </span>
            </p>
            <Hint hint={finding} />
            {finding.why.length > 0 && (
                <p>
                    <span class="term">why</span> {finding.className} {finding.why[0]}
                    {finding.why.length > 1 && ` (+${finding.why.length - 1} more)`}
                </p>
            )}
            {finding.also.map((hint, i) => (
                <div key={i} class="also">
                    <span class="chip">{hint.rule}</span>
                    <Hint hint={hint} />
                </div>
            ))}
            <p>
                <span class="term">verify</span> {finding.verify}
            </p>
        </li>
    )
}

function Hint({ hint }) {
    return (
        <>
            <p>
                <span class="term">cause</span> {hint.cause}
            </p>
            <p>
                <span class="term">fix</span> {hint.fix}
            </p>
            {hint.changes.map((change, i) => (
                <pre key={i} class="change">
                    <del>
                        <span class="line">{change.line}</span>
                        {change.before}
                    </del>
                    {change.after.map((line, k) => (
                        <ins key={k}>
                            <span class="line">{k === 0 ? change.line : ''}</span>
                            {line}
                        </ins>
                    ))}
                </pre>
            ))}
            {hint.caveat && (
                <p>
                    <span class="term">but</span> {hint.caveat}
                </p>
            )}
        </>
    )
}
