// Which of the sampled objects are still in use.
//
// A sampled object is tracked by a weak global reference. It counts as in use when a collection that began after its
// birth has completed and has not taken it: then, as in Go, what was just allocated is no noise. Which collections
// those are is not asked of the JVM, whose events differ between collectors (a concurrent one ends several pauses a
// cycle); instead the sweeper drops sentinels, objects that nobody holds. When a sentinel is gone, everything born
// before it has been looked at.
#include "edenscope.h"

#include <stdlib.h>
#include <string.h>

bool liveOpen(Live *live, JNIEnv *jni, u32 capacity) {
    pthread_mutex_init(&live->sweeping, NULL);
    live->capacity = capacity;
    live->slots = reserve(capacity * sizeof(Tracked));
    live->doomed = reserve(2ull * capacity * sizeof(jweak));
    live->firstFree = NO_SLOT;
    live->keep = 1;
    live->random = nanos() | 1;
    jclass object = (*jni)->FindClass(jni, "java/lang/Object");
    live->objectClass = object ? (*jni)->NewGlobalRef(jni, object) : NULL;
    return live->slots && live->doomed && live->objectClass;
}

void liveClose(Live *live, JNIEnv *jni) {
    for (u32 i = 0; i < live->used; i++) {
        if (live->slots[i].ref) {
            (*jni)->DeleteWeakGlobalRef(jni, live->slots[i].ref);
        }
    }
    for (u32 i = 0; i < live->doomedCount; i++) {
        (*jni)->DeleteWeakGlobalRef(jni, live->doomed[i]);
    }
    for (u32 i = 0; i < live->sentinelCount; i++) {
        (*jni)->DeleteWeakGlobalRef(jni, live->sentinels[i].ref);
    }
    if (live->objectClass) {
        (*jni)->DeleteGlobalRef(jni, live->objectClass);
    }
    unreserve(live->slots, live->capacity * sizeof(Tracked));
    unreserve(live->doomed, 2ull * live->capacity * sizeof(jweak));
    memset(live, 0, sizeof *live);
}

static void freeSlot(Live *live, u32 slot) {
    live->slots[slot].ref = NULL;
    live->slots[slot].stack = live->firstFree;
    live->firstFree = slot;
    live->count--;
}

// Drops each tracked object with probability 1/2 and doubles what the others stand for: each object's expected weight
// stays what it was, so the estimate stays unbiased. Returns false when the sweeper is so far behind that there is no
// place for the references dropped.
static bool thin(Live *live) {
    if (live->doomedCount > live->capacity) {
        return false;
    }
    for (u32 i = 0; i < live->used; i++) {
        Tracked *o = &live->slots[i];
        if (!o->ref) {
            continue;
        }
        if (coin(&live->random, 0.5)) {
            live->doomed[live->doomedCount++] = o->ref;
            freeSlot(live, i);
        } else {
            o->objects *= 2;
            o->bytes *= 2;
        }
    }
    live->keep = live->keep / 2;
    live->thinned++;
    return true;
}

bool liveTrack(Live *live, jweak ref, u32 stack, double objects, double bytes) {
    if (live->count == live->capacity) {
        if (!thin(live) || live->count == live->capacity) {
            live->lost++;
            return false;
        }
        if (coin(&live->random, 0.5)) { // the newcomer is thinned like the others
            return false;
        }
        objects *= 2;
        bytes *= 2;
    }
    u32 slot = live->firstFree;
    if (slot != NO_SLOT) {
        live->firstFree = live->slots[slot].stack;
    } else {
        slot = live->used++;
    }
    live->slots[slot] = (Tracked) {
        .ref = ref,
        .stack = stack,
        .born = atomic_load(&live->nextSentinel),
        .objects = objects,
        .bytes = bytes,
    };
    live->count++;
    return true;
}

void liveMark(Live *live, JNIEnv *jni) {
    if (live->sentinelCount == SENTINELS) { // no collection for long: keep every second
        for (u32 i = 0; i < SENTINELS; i++) {
            if (i % 2 == 0) {
                (*jni)->DeleteWeakGlobalRef(jni, live->sentinels[i].ref);
            } else {
                live->sentinels[i / 2] = live->sentinels[i];
            }
        }
        live->sentinelCount = SENTINELS / 2;
    }
    // The number is given up before the sentinel is born, so whoever still reads it was born earlier.
    u32 number = atomic_fetch_add(&live->nextSentinel, 1);
    jobject sentinel = (*jni)->AllocObject(jni, live->objectClass);
    jweak ref = sentinel ? (*jni)->NewWeakGlobalRef(jni, sentinel) : NULL;
    (*jni)->ExceptionClear(jni);
    if (ref) {
        live->sentinels[live->sentinelCount++] = (Sentinel) {.ref = ref, .number = number};
    }
    if (sentinel) {
        (*jni)->DeleteLocalRef(jni, sentinel);
    }
}

static bool gone(JNIEnv *jni, jweak ref) {
    return (*jni)->IsSameObject(jni, ref, NULL);
}

// Moves `settled` behind the newest sentinel that is gone. Returns whether it moved.
static bool settle(Live *live, JNIEnv *jni) {
    for (u32 i = live->sentinelCount; i-- > 0;) {
        if (gone(jni, live->sentinels[i].ref)) {
            live->settled = live->sentinels[i].number + 1;
            live->collected = true;
            for (u32 j = 0; j <= i; j++) {
                (*jni)->DeleteWeakGlobalRef(jni, live->sentinels[j].ref);
            }
            live->sentinelCount -= i + 1;
            memmove(live->sentinels, live->sentinels + i + 1, live->sentinelCount * sizeof(Sentinel));
            return true;
        }
    }
    return false;
}

// Forgets the tracked objects that are gone, if a collection has completed since the last time or `all` is set.
void liveSweep(Session *s, JNIEnv *jni, bool all) {
    enum { BATCH = 512 };
    Live *live = &s->live;
    pthread_mutex_lock(&live->sweeping);
    if (settle(live, jni) || all) {
        u64 begin = nanos();
        lock(&s->lock);
        u32 used = live->used;
        pthread_mutex_unlock(&s->lock);
        for (u32 from = 0; from < used; from += BATCH) {
            jweak refs[BATCH];
            u32 n = used - from < BATCH ? used - from : BATCH;
            lock(&s->lock);
            for (u32 i = 0; i < n; i++) {
                refs[i] = live->slots[from + i].ref;
            }
            pthread_mutex_unlock(&s->lock);
            // From here to the next lock a slot can be thinned out, but only this thread deletes references.
            u32 dead = 0;
            for (u32 i = 0; i < n; i++) {
                if (refs[i] && !gone(jni, refs[i])) {
                    refs[i] = NULL;
                }
                dead += refs[i] != NULL;
            }
            if (dead > 0) {
                lock(&s->lock);
                for (u32 i = 0; i < n; i++) {
                    if (refs[i] && live->slots[from + i].ref == refs[i]) {
                        freeSlot(live, from + i);
                    } else {
                        refs[i] = NULL;
                    }
                }
                pthread_mutex_unlock(&s->lock);
                for (u32 i = 0; i < n; i++) {
                    if (refs[i]) {
                        (*jni)->DeleteWeakGlobalRef(jni, refs[i]);
                    }
                }
            }
        }
        lock(&s->lock);
        if (live->keep < 1 && live->count < live->capacity / 4) {
            live->keep = live->keep * 2; // room again: each tracked object carries the weight it was drawn with
        }
        pthread_mutex_unlock(&s->lock);
        s->longest = nanos() - begin;
    }
    for (;;) {
        jweak ref = NULL;
        lock(&s->lock);
        if (live->doomedCount > 0) {
            ref = live->doomed[--live->doomedCount];
        }
        pthread_mutex_unlock(&s->lock);
        if (!ref) {
            break;
        }
        (*jni)->DeleteWeakGlobalRef(jni, ref);
    }
    pthread_mutex_unlock(&live->sweeping);
}

void liveSum(const Live *live, double *objects, double *bytes) {
    for (u32 i = 0; i < live->used; i++) {
        const Tracked *o = &live->slots[i];
        // Before the first collection nothing has been freed: all that was allocated is still in the heap.
        if (o->ref && (!live->collected || o->born < live->settled)) {
            objects[o->stack] += o->objects;
            bytes[o->stack] += o->bytes;
        }
    }
}
