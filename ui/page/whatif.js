// What the model of garbage collection expects, by the same formulas as GcModel in core; PageIT holds one against the other.

/** Mean interval and cost of collections where the intervals of young ones, and of others, become longer by factors. */
function expected(gc, young, other) {
    let count = 0
    let countThen = 0
    let cost = 0
    let costThen = 0
    gc.kind.forEach((kind, i) => {
        const factor = gc.forced[i] ? 1 : kind === 'young' || kind === 'mixed' ? 1 / young : 1 / other
        if (gc.main[i]) {
            count++
            countThen += factor
        }
        const work = gc.work[i] ?? 0
        cost += work
        costThen += work * factor
    })
    const intervalSeconds = ((gc.intervalSeconds ?? gc.model.measuredSeconds) * count) / countThen
    const costs = cost > 0 ? costThen / cost : countThen / count
    return { intervalSeconds, perMinute: 60 / intervalSeconds, share: gc.cost ? times(gc.cost, costs) : null }
}

/** A share of CPU time grows less than what it is a share for: the rest of the program works as it did. */
function times(cost, factor) {
    const work = cost.share * factor
    return cost.of === 'cpu' ? work / (work + 1 - cost.share) : Math.min(1, work)
}

const interval = (model, bytes, rate) => bytes / rate + model.fixedSeconds

const now = (model) => interval(model, model.headroomBytes, model.bytesPerSecond)

/** So much less is allocated: 0.4 for 40 % less. */
export function lessAllocated(gc, share) {
    const { model } = gc
    const longer = interval(model, model.headroomBytes, model.bytesPerSecond * (1 - share)) / now(model)
    return expected(gc, longer, 1 / (1 - share))
}

/** A heap of at most so many bytes; null where what is live does not fit. */
export function heap(gc, bytes) {
    const { model } = gc
    const live = gc.liveBytes ?? 0
    const room = gc.hasEden ? (model.headroomBytes * bytes) / gc.heapLimitBytes : model.headroomBytes + (bytes - gc.heapLimitBytes)
    if (bytes <= live || room <= 0) return null
    const young = interval(model, room, model.bytesPerSecond) / now(model)
    const other = gc.hasEden && live < gc.heapLimitBytes ? (bytes - live) / (gc.heapLimitBytes - live) : young
    return expected(gc, young, other)
}

/** Go's GOGC at so many percent. */
export function gogc(gc, percent) {
    const { model } = gc
    const longer = interval(model, (model.headroomBytes * percent) / (gc.gogcPercent ?? 100), model.bytesPerSecond) / now(model)
    return expected(gc, longer, longer)
}
