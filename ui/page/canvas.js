// What the pictures on canvases share: size, colours, and redrawing when either changes.

import { useEffect, useRef } from 'preact/hooks'

const probe = document.createElement('i')
probe.hidden = true

/** The value of a colour of the style, such as --text: as it is now, in the dark or not. */
export function colour(name, percent = 100) {
    if (!probe.isConnected) document.body.append(probe)
    probe.style.color = percent === 100 ? `var(${name})` : `color-mix(in srgb, var(${name}) ${percent}%, transparent)`
    return getComputedStyle(probe).color
}

/** Fits a canvas to its size on the screen and returns what to draw with, in the screen's pixels. */
export function fitted(canvas) {
    const ratio = devicePixelRatio || 1
    const width = canvas.clientWidth
    const height = canvas.clientHeight
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
        canvas.width = Math.round(width * ratio)
        canvas.height = Math.round(height * ratio)
    }
    const context = canvas.getContext('2d')
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    return { context, width, height }
}

/** Draws when anything that is given changes, the size, or the colours. */
export function useDrawing(canvas, paint, changes) {
    const latest = useRef(paint)
    latest.current = paint
    useEffect(() => latest.current(), changes)
    useEffect(() => {
        const again = () => latest.current()
        const observer = new ResizeObserver(again)
        observer.observe(canvas.current)
        const dark = matchMedia('(prefers-color-scheme: dark)')
        dark.addEventListener('change', again)
        addEventListener('themechange', again)
        return () => {
            observer.disconnect()
            dark.removeEventListener('change', again)
            removeEventListener('themechange', again)
        }
    }, [])
}
