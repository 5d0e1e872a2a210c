#include "edenscope.h"

#include <string.h>

static u32 powerOfTwo(u64 atLeast) {
    u32 n = 64;
    while (n < atLeast) {
        n *= 2;
    }
    return n;
}

bool tableOpen(Table *t, u32 stacks) {
    t->capacity = stacks;
    t->nodeCapacity = stacks * NODES_PER_STACK;
    t->stackSlotMask = powerOfTwo(2ull * stacks) - 1;
    t->nodeSlotMask = powerOfTwo(2ull * t->nodeCapacity) - 1;
    t->knownMask = powerOfTwo(2ull * stacks) - 1;
    t->stacks = reserve(stacks * sizeof(Stack));
    t->stackSlots = reserve((t->stackSlotMask + 1ull) * sizeof(u32));
    t->nodes = reserve(t->nodeCapacity * sizeof(Node));
    t->nodeSlots = reserve((t->nodeSlotMask + 1ull) * sizeof(u32));
    t->known = reserve((t->knownMask + 1ull) * sizeof(KnownStack));
    if (!t->stacks || !t->stackSlots || !t->nodes || !t->nodeSlots || !t->known) {
        return false;
    }
    t->nodes[1] = (Node) {.parent = 0, .method = OTHER, .line = 0};
    t->stacks[OTHER] = (Stack) {.node = 1, .class = OTHER};
    t->nodeCount = 2;
    t->stackCount = 1;
    return true;
}

void tableClose(Table *t) {
    unreserve(t->stacks, t->capacity * sizeof(Stack));
    unreserve(t->stackSlots, (t->stackSlotMask + 1ull) * sizeof(u32));
    unreserve(t->nodes, t->nodeCapacity * sizeof(Node));
    unreserve(t->nodeSlots, (t->nodeSlotMask + 1ull) * sizeof(u32));
    unreserve(t->known, (t->knownMask + 1ull) * sizeof(KnownStack));
    memset(t, 0, sizeof *t);
}

static KnownStack *findKnown(Table *t, u64 hash) {
    u32 at = (u32) hash & t->knownMask;
    while (t->known[at].hash && t->known[at].hash != hash) {
        at = (at + 1) & t->knownMask;
    }
    return &t->known[at];
}

// The node below `parent`, or 0 when there is no room.
static u32 child(Table *t, u32 parent, u32 method, u32 line) {
    u32 at = (u32) mix(mix(parent, method), line) & t->nodeSlotMask;
    for (u32 id; (id = t->nodeSlots[at]) != 0; at = (at + 1) & t->nodeSlotMask) {
        Node *n = &t->nodes[id];
        if (n->parent == parent && n->method == method && n->line == line) {
            return id;
        }
    }
    if (t->nodeCount == t->nodeCapacity) {
        return 0;
    }
    u32 id = t->nodeCount++;
    t->nodes[id] = (Node) {.parent = parent, .method = method, .line = line};
    t->nodeSlots[at] = id;
    return id;
}

static u32 stackOf(Table *t, u32 node, u32 class) {
    u32 at = (u32) mix(node, class) & t->stackSlotMask;
    for (u32 id; (id = t->stackSlots[at]) != 0; at = (at + 1) & t->stackSlotMask) {
        if (t->stacks[id].node == node && t->stacks[id].class == class) {
            return id;
        }
    }
    if (t->stackCount == t->capacity) {
        return OTHER;
    }
    u32 id = t->stackCount++;
    t->stacks[id] = (Stack) {.node = node, .class = class};
    t->stackSlots[at] = id;
    return id;
}

static void count(Table *t, u32 stack, double objects, double bytes) {
    t->stacks[stack].objects += objects;
    t->stacks[stack].bytes += bytes;
    t->folded += stack == OTHER;
}

// Adds a sample to its (stack, class) and returns the id, with Session.lock HELD so that the caller can go on with
// what belongs to it. A stack is recognised by a 64-bit hash of its raw frames: among 65,536 stacks two collide with
// a probability below 1e-9. Only a stack met first is resolved to names, which needs the JVM and so no lock.
u32 tableAdd(Session *s, const jvmtiFrameInfo *frames, int depth, const char *class, size_t classLength, JNIEnv *jni,
             double objects, double bytes) {
    Table *t = &s->table;
    u64 hash = mix(0, (u64) depth);
    for (int i = 0; i < depth; i++) {
        hash = mix(mix(hash, (u64) (uintptr_t) frames[i].method), (u64) frames[i].location);
    }
    for (size_t i = 0; i < classLength; i++) {
        hash = mix(hash, (unsigned char) class[i]);
    }
    hash |= 1;

    lock(&s->lock);
    KnownStack *known = findKnown(t, hash);
    if (known->hash) {
        count(t, known->stack, objects, bytes);
        return known->stack;
    }
    pthread_mutex_unlock(&s->lock);

    me.resolved = true;
    u32 methods[depth + 1], lines[depth + 1];
    for (int i = 0; i < depth; i++) {
        methods[i] = methodOf(s, jni, frames[i].method, frames[i].location, &lines[i]);
    }

    lock(&s->lock);
    u32 node = 0;
    bool fits = true;
    for (int i = depth - 1; i >= 0 && fits; i--) {
        node = child(t, node, methods[i], lines[i]);
        fits = node != 0;
    }
    u32 stack = fits ? stackOf(t, node, classOf(&s->names, class, classLength)) : OTHER;
    if (t->knownCount == t->capacity) {
        memset(t->known, 0, (t->knownMask + 1ull) * sizeof(KnownStack));
        t->knownCount = 0;
    }
    known = findKnown(t, hash);
    if (!known->hash) {
        *known = (KnownStack) {.hash = hash, .stack = stack};
        t->knownCount++;
    }
    count(t, stack, objects, bytes);
    return stack;
}
