// The session: one at a time in a JVM, from Native.start to Native.stop.
#include "edenscope.h"
#include "weight.h"

#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

enum {
    JVM_DEFAULT_INTERVAL = 512 * 1024,
    LONGEST_INTERVAL = 4 * 1024 * 1024, // what the governor may make of it: beyond, too little is seen
    DENSER = 16, // see jvmInterval
    DENSEST = 16 * 1024,
    SPARSEST = 64 * 1024,
    OFFER_NANOS = 200, // what an offer costs that is not taken, most of it in the JVM
    TIMED = 16, // one sample in so many is timed: the clock costs as much as a third of a sample
};

// build.sh passes the hash of the sources, for the test that finds a library older than them.
__attribute__((used)) static const char sources[] = SOURCES;

static const u64 WARM_UP_NANOS = 10000000000u;

static JavaVM *vm;
static _Atomic(Session *) current; // what callbacks use; NULL: none
static int sessions; // started so far
static Session *session; // the same, until it is closed; touched under the Java side's lock only
static atomic_int callbacks; // running now
static jclass nativeClass;
static jmethodID threadEnded, firstWeight;

__thread struct OfThread me;

u64 nanos(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (u64) t.tv_sec * 1000000000u + (u64) t.tv_nsec;
}

static u64 cpuNanos(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (u64) t.tv_sec * 1000000000u + (u64) t.tv_nsec;
}

void lock(pthread_mutex_t *mutex) {
    for (int i = 0; i < 100; i++) {
        if (pthread_mutex_trylock(mutex) == 0) {
            return;
        }
#if defined(__x86_64__)
        __builtin_ia32_pause();
#elif defined(__aarch64__)
        __asm__ volatile("yield");
#endif
    }
    pthread_mutex_lock(mutex);
}

void *reserve(size_t bytes) {
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

void unreserve(void *memory, size_t bytes) {
    if (memory) {
        munmap(memory, bytes);
    }
}

// ---- callbacks

// A callback may have been under way when its session ended: it enters first and looks then, and the closing side
// waits until none is inside.
static Session *enter(void) {
    atomic_fetch_add(&callbacks, 1);
    return atomic_load(&current);
}

static void leave(void) {
    atomic_fetch_sub(&callbacks, 1);
}

// Takes a sample that stands for `weight` objects.
static void sample(Session *s, JNIEnv *jni, jobject object, jclass class, double size, double weight) {
    jvmtiEnv *ti = s->ti;
    jvmtiFrameInfo frames[s->depth];
    jint depth = 0;
    (*ti)->GetStackTrace(ti, NULL, 0, s->depth, frames, &depth);

    char *signature = NULL;
    char stable[512];
    size_t length = 0;
    if ((*ti)->GetClassSignature(ti, class, &signature, NULL) == JVMTI_ERROR_NONE) {
        length = stableSignature(signature, stable, sizeof stable);
        (*ti)->Deallocate(ti, (unsigned char *) signature);
    }

    // Sampled, whoever is counted is tracked too, unless the tracked are being thinned out. Exact, every object is
    // counted and those are tracked that the sampler would have hit. Drawn with this probability, it stands for 1/p.
    double p = atomic_load_explicit(&s->live.keep, memory_order_relaxed);
    if (s->exact) {
        p *= hit(size / s->trackInterval);
    }
    me.random = me.random ? me.random : mix(nanos(), (u64) (uintptr_t) &me) | 1;
    bool chosen = coin(&me.random, p);
    jweak ref = chosen ? (*jni)->NewWeakGlobalRef(jni, object) : NULL;
    if (chosen && !ref) {
        (*jni)->ExceptionClear(jni); // no memory for it: this one is counted but not tracked
    }

    u32 stack = tableAdd(s, frames, depth, stable, length, jni, weight, size * weight);
    s->table.samples++;
    bool tracked = ref && liveTrack(&s->live, ref, stack, weight / p, size * weight / p);
    bool crowded = s->live.count > s->live.capacity / 4 * 3;
    pthread_mutex_unlock(&s->lock);
    if (ref && !tracked) {
        (*jni)->DeleteWeakGlobalRef(jni, ref);
    }
    if (crowded) {
        atomic_store_explicit(&s->crowded, true, memory_order_relaxed);
    }
}

// What the JVM's interval is for one of ours. Up to JDK 24 the JVM loses count of the bytes between two samples when an
// object does not fit into its thread's TLAB (JDK-8356372): small objects are sampled too often, large ones that come in
// between too seldom, the more so the longer the interval (34 % at 512k, 6 % at 64k, 1 % at 16k). There we have it sample
// more densely, and take of that what our interval would have.
static int jvmInterval(const Session *s, int interval) {
    int dense = interval / DENSER;
    dense = dense < DENSEST ? DENSEST : dense > SPARSEST ? SPARSEST : dense;
    return s->thinning && dense < interval ? dense : interval;
}

// The weight of an object that the JVM offers, or 0 when it is not taken: so that an object of `size` bytes is taken with
// probability 1 - exp(-size/interval) in all, as long as the JVM offers it at least as often.
static double taken(const Session *s, JNIEnv *jni, double size) {
    if (s->exact) {
        return 1;
    }
    int interval = atomic_load_explicit(&s->interval, memory_order_relaxed);
    // The JVM has drawn this thread's next sample just before this call, and this one with the interval before.
    double drawn = me.drawn ? me.drawn : JVM_DEFAULT_INTERVAL, offered = hit(size / drawn);
    me.drawn = jvmInterval(s, interval);
    if (me.session != s->number) { // older than the session, and first met
        me.session = s->number;
        if (!s->thinning) { // the JDKs that go on counting while nobody samples
            me.quiet++;
            jdouble weight = (*jni)->CallStaticDoubleMethod(jni, nativeClass, firstWeight, size, drawn, 1 / offered);
            bool failed = (*jni)->ExceptionCheck(jni);
            (*jni)->ExceptionClear(jni);
            me.quiet--;
            return failed ? 1 / offered : weight;
        }
    }
    double wanted = hit(size / interval);
    if (wanted >= offered) {
        return 1 / offered;
    }
    me.random = me.random ? me.random : mix(nanos(), (u64) (uintptr_t) &me) | 1;
    return coin(&me.random, wanted / offered) ? 1 / wanted : 0;
}

static void JNICALL onSample(jvmtiEnv *ti, JNIEnv *jni, jthread thread, jobject object, jclass class, jlong size) {
    (void) ti, (void) thread;
    if (me.quiet) {
        return;
    }
    Session *s = enter();
    double weight = s ? taken(s, jni, (double) size) : 0;
    if (weight > 0) {
        u64 number = atomic_fetch_add_explicit(&s->samples, 1, memory_order_relaxed);
        bool timed = number % TIMED == 0 && !s->exact;
        me.resolved = false;
        u64 begin = timed ? cpuNanos(CLOCK_THREAD_CPUTIME_ID) : 0;
        me.quiet++;
        sample(s, jni, object, class, (double) size, weight);
        me.quiet--;
        if (timed) {
            u64 spent = cpuNanos(CLOCK_THREAD_CPUTIME_ID) - begin;
            // A stack met first is resolved to names, once: while most are new, that says nothing of what comes.
            if (!me.resolved || nanos() > s->begun + WARM_UP_NANOS) {
                atomic_fetch_add_explicit(&s->nanosSpent, TIMED * spent, memory_order_relaxed);
            }
        }
    } else if (s) {
        atomic_fetch_add_explicit(&s->nanosSpent, OFFER_NANOS, memory_order_relaxed);
    }
    leave();
}

static void JNICALL onThreadStart(jvmtiEnv *ti, JNIEnv *jni, jthread thread) {
    (void) ti, (void) jni, (void) thread;
    Session *s = enter();
    if (s) {
        me.session = s->number;
        me.drawn = jvmInterval(s, atomic_load_explicit(&s->interval, memory_order_relaxed));
    }
    leave();
}

// On JDKs that keep no total, the bytes of a thread are lost with it: the Java side adds them up here.
static void JNICALL onThreadEnd(jvmtiEnv *ti, JNIEnv *jni, jthread thread) {
    (void) ti, (void) thread;
    if (enter()) {
        me.quiet++;
        (*jni)->CallStaticVoidMethod(jni, nativeClass, threadEnded);
        (*jni)->ExceptionClear(jni);
        me.quiet--;
    }
    leave();
}

// ---- start and stop

static jvmtiError setEvents(Session *s, jvmtiEventMode mode, bool threadEnds) {
    jvmtiEnv *ti = s->ti;
    jvmtiEvent events[] = {
        JVMTI_EVENT_THREAD_START,
        threadEnds ? JVMTI_EVENT_THREAD_END : JVMTI_EVENT_THREAD_START,
        JVMTI_EVENT_SAMPLED_OBJECT_ALLOC, // last: when it comes, the rest is in place
    };
    jvmtiError error = JVMTI_ERROR_NONE;
    for (size_t i = 0; i < sizeof events / sizeof *events && error == JVMTI_ERROR_NONE; i++) {
        error = (*ti)->SetEventNotificationMode(ti, mode, events[i], NULL);
    }
    return error;
}

static const char *openSession(Session *s, bool threadEnds) {
    jvmtiEnv *ti = s->ti;
    jvmtiCapabilities can;
    memset(&can, 0, sizeof can);
    jvmtiCapabilities want;
    memset(&want, 0, sizeof want);
    want.can_generate_sampled_object_alloc_events = 1;
    want.can_get_line_numbers = 1;
    want.can_get_source_file_name = 1;
    if ((*ti)->GetPotentialCapabilities(ti, &can) != JVMTI_ERROR_NONE || !can.can_generate_sampled_object_alloc_events) {
        return "allocation sampling is not available in this JVM: another profiler holds it (one at a time; stop that "
               "one first), or the JVM is not HotSpot 11 or newer";
    }
    if ((*ti)->AddCapabilities(ti, &want) != JVMTI_ERROR_NONE) {
        return "another profiler holds the JVM's allocation sampling (one at a time): stop that one first";
    }
    jvmtiEventCallbacks calls;
    memset(&calls, 0, sizeof calls);
    calls.SampledObjectAlloc = onSample;
    calls.ThreadStart = onThreadStart;
    calls.ThreadEnd = onThreadEnd;
    if ((*ti)->SetEventCallbacks(ti, &calls, sizeof calls) != JVMTI_ERROR_NONE
        || (*ti)->CreateRawMonitor(ti, "edenscope", &s->bell) != JVMTI_ERROR_NONE
        || (*ti)->SetHeapSamplingInterval(ti, jvmInterval(s, atomic_load(&s->interval))) != JVMTI_ERROR_NONE) {
        return "the JVM refused to set up allocation sampling";
    }
    atomic_store(&current, s);
    if (setEvents(s, JVMTI_ENABLE, threadEnds) != JVMTI_ERROR_NONE) {
        return "the JVM refused to switch allocation sampling on";
    }
    return NULL;
}

static void closeSession(Session *s, JNIEnv *jni) {
    jvmtiEnv *ti = s->ti;
    atomic_store(&current, NULL);
    setEvents(s, JVMTI_DISABLE, true);
    (*ti)->SetHeapSamplingInterval(ti, JVM_DEFAULT_INTERVAL);
    for (int i = 0; atomic_load(&callbacks) > 0; i++) {
        struct timespec t = {.tv_nsec = 100000};
        nanosleep(&t, NULL);
        if (i == 50000) { // five seconds: a debugger holds a thread inside; its memory has to stay
            (*ti)->DisposeEnvironment(ti);
            return;
        }
    }
    liveClose(&s->live, jni);
    tableClose(&s->table);
    namesClose(&s->names);
    if (s->bell) {
        (*ti)->DestroyRawMonitor(ti, s->bell);
    }
    (*ti)->DisposeEnvironment(ti); // gives the capability back
    free(s);
}

#define NATIVE(type, name) JNIEXPORT type JNICALL Java_dev_edenscope_agent_Native_##name

// Starts the session. Returns null, or why it could not be started.
NATIVE(jstring, start)(JNIEnv *jni, jclass class, jint interval, jint depth, jint tracked, jint stacks,
                       jdouble cpuShare, jboolean thinning, jboolean threadEnds) {
    (void) class;
    const char *error = NULL;
    Session *s = calloc(1, sizeof *s);
    if (!s || (*vm)->GetEnv(vm, (void **) &s->ti, JVMTI_VERSION_11) != JNI_OK) {
        free(s);
        return (*jni)->NewStringUTF(jni, "this JVM offers no JVMTI 11: allocation sampling needs HotSpot 11 or newer");
    }
    pthread_mutex_init(&s->lock, NULL);
    s->begun = nanos();
    s->number = ++sessions;
    s->exact = interval == 0;
    s->thinning = thinning;
    s->depth = depth;
    s->trackInterval = JVM_DEFAULT_INTERVAL;
    s->startInterval = interval;
    s->cpuShare = interval == 0 ? 0 : cpuShare;
    atomic_store(&s->interval, interval);
    if (!namesOpen(&s->names) || !tableOpen(&s->table, (u32) stacks) || !liveOpen(&s->live, jni, (u32) tracked)) {
        error = "not enough memory for the sampler's tables: lower `tracked`";
    } else {
        error = openSession(s, threadEnds);
    }
    if (error) {
        closeSession(s, jni);
        return (*jni)->NewStringUTF(jni, error);
    }
    session = s;
    return NULL;
}

// Ends the session, after sweep() has returned.
NATIVE(void, stop)(JNIEnv *jni, jclass class) {
    (void) class;
    if (session) {
        Session *s = session;
        session = NULL;
        closeSession(s, jni);
    }
}

// ---- the sweeper

// Lengthens the interval while samples cost more than their share of the process's CPU time, shortens it again, down
// to what was asked for, when there is room.
static void govern(Session *s, u64 *cpuBefore, u64 *spentBefore) {
    u64 cpu = cpuNanos(CLOCK_PROCESS_CPUTIME_ID), spent = atomic_load(&s->nanosSpent);
    u64 used = cpu - *cpuBefore;
    if (used < 500000000) {
        return; // too little to judge by: a burst is no reason
    }
    double share = (double) (spent - *spentBefore) / (double) used;
    *cpuBefore = cpu;
    *spentBefore = spent;
    int interval = atomic_load(&s->interval);
    if (share > s->cpuShare && interval <= LONGEST_INTERVAL / 2) {
        interval *= 2;
    } else if (share < s->cpuShare / 4 && interval / 2 >= s->startInterval) {
        interval /= 2;
    } else {
        return;
    }
    atomic_store(&s->interval, interval);
    (*s->ti)->SetHeapSamplingInterval(s->ti, jvmInterval(s, interval));
}

// What the agent's own thread runs until the session ends.
NATIVE(void, sweep)(JNIEnv *jni, jclass class) {
    (void) class;
    Session *s = session;
    if (!s) {
        return;
    }
    jvmtiEnv *ti = s->ti;
    me.quiet++;
    u64 cpu = cpuNanos(CLOCK_PROCESS_CPUTIME_ID), spent = 0, seen = 0, next = 0;
    while (!atomic_load(&s->ending)) {
        (*ti)->RawMonitorEnter(ti, s->bell);
        if (!atomic_load(&s->ending)) {
            (*ti)->RawMonitorWait(ti, s->bell, 100);
        }
        (*ti)->RawMonitorExit(ti, s->bell);
        u64 samples = atomic_load(&s->samples);
        if (samples != seen) {
            seen = samples;
            pthread_mutex_lock(&s->live.sweeping);
            liveMark(&s->live, jni);
            pthread_mutex_unlock(&s->live.sweeping);
        }
        bool crowded = atomic_exchange(&s->crowded, false);
        if (crowded || nanos() >= next) {
            liveSweep(s, jni, crowded);
            next = nanos() + 200 * s->longest; // at most half a percent of a core
        }
        if (s->cpuShare > 0) {
            govern(s, &cpu, &spent);
        }
    }
    me.quiet--;
}

// Asks sweep() to return.
NATIVE(void, end)(JNIEnv *jni, jclass class) {
    (void) jni, (void) class;
    Session *s = session;
    if (s) {
        jvmtiEnv *ti = s->ti;
        atomic_store(&s->ending, true);
        (*ti)->RawMonitorEnter(ti, s->bell);
        (*ti)->RawMonitorNotifyAll(ti, s->bell);
        (*ti)->RawMonitorExit(ti, s->bell);
    }
}

// Collects garbage, with a sentinel put behind everything born so far, so that all of it is settled. Unlike System.gc
// it cannot be switched off.
NATIVE(void, collect)(JNIEnv *jni, jclass class) {
    (void) class;
    if (session) {
        pthread_mutex_lock(&session->live.sweeping);
        liveMark(&session->live, jni);
        pthread_mutex_unlock(&session->live.sweeping);
        jvmtiEnv *ti = session->ti;
        (*ti)->ForceGarbageCollection(ti);
    }
}

// Forgets what was counted and tracked so far: after threads have been primed for exact counting.
NATIVE(void, reset)(JNIEnv *jni, jclass class) {
    (void) jni, (void) class;
    if (session) {
        lock(&session->lock);
        for (u32 i = 0; i < session->table.stackCount; i++) {
            session->table.stacks[i].objects = session->table.stacks[i].bytes = 0;
        }
        for (u32 i = 0; i < session->live.used; i++) {
            session->live.slots[i].objects = session->live.slots[i].bytes = 0;
        }
        session->table.samples = session->table.folded = 0;
        atomic_store(&session->samples, 0);
        pthread_mutex_unlock(&session->lock);
    }
}

NATIVE(jlong, samples)(JNIEnv *jni, jclass class) {
    (void) jni, (void) class;
    return session ? (jlong) atomic_load(&session->samples) : 0;
}

// Makes this thread's allocations the agent's own (not sampled), or ends that. Nests.
NATIVE(void, quiet)(JNIEnv *jni, jclass class, jboolean on) {
    (void) jni, (void) class;
    me.quiet += on ? 1 : -1;
}

// ---- snapshots

typedef struct {
    unsigned char *at;
} Out;

static void put(Out *out, const void *from, size_t bytes) {
    memcpy(out->at, from, bytes);
    out->at += bytes;
}

static void put32(Out *out, u32 x) {
    put(out, &x, sizeof x);
}

static void put64(Out *out, u64 x) {
    put(out, &x, sizeof x);
}

static void putDouble(Out *out, double x) {
    put(out, &x, sizeof x);
}

// All that is known now, as a buffer in the machine's byte order; Snapshot.java reads it. Allocating threads wait
// while the values of the stacks are copied, not while the rest is: nodes and names only ever grow.
NATIVE(jobject, snapshot)(JNIEnv *jni, jclass class) {
    (void) class;
    Session *s = session;
    if (!s) {
        return NULL;
    }
    liveSweep(s, jni, true);
    Table *t = &s->table;
    Live *live = &s->live;
    size_t valueBytes = (size_t) t->capacity * 4 * sizeof(double);
    double *values = reserve(valueBytes);
    if (!values) {
        return NULL;
    }
    double *inuseObjects = values + 2 * (size_t) t->capacity, *inuseBytes = inuseObjects + t->capacity;
    pthread_mutex_lock(&live->sweeping);
    lock(&s->lock);
    u32 stacks = t->stackCount, nodes = t->nodeCount, methods = s->names.methodCount, classes = s->names.classCount;
    for (u32 i = 0; i < stacks; i++) {
        values[2 * i] = t->stacks[i].objects;
        values[2 * i + 1] = t->stacks[i].bytes;
    }
    liveSum(live, inuseObjects, inuseBytes);
    u64 samples = t->samples, folded = t->folded, thinned = live->thinned, lost = live->lost;
    u32 tracked = live->count;
    bool collected = live->collected;
    pthread_mutex_unlock(&s->lock);
    pthread_mutex_unlock(&live->sweeping);

    size_t bytes = 128 + (size_t) nodes * 12 + (size_t) stacks * 40;
    for (u32 i = 0; i < methods; i++) {
        bytes += 8 + s->names.methods[i].length;
    }
    for (u32 i = 0; i < classes; i++) {
        bytes += 4 + s->names.classes[i].length;
    }
    unsigned char *buffer = reserve(bytes);
    if (!buffer) {
        unreserve(values, valueBytes);
        return NULL;
    }
    Out out = {buffer};
    put32(&out, methods);
    put32(&out, classes);
    put32(&out, nodes);
    put32(&out, stacks);
    put32(&out, (u32) atomic_load(&s->interval));
    put32(&out, tracked);
    put64(&out, collected);
    put64(&out, samples);
    put64(&out, atomic_load(&s->nanosSpent));
    put64(&out, folded);
    put64(&out, thinned);
    put64(&out, lost);
    for (u32 i = 0; i < stacks; i++) {
        put32(&out, t->stacks[i].node);
        put32(&out, t->stacks[i].class);
        putDouble(&out, values[2 * i]);
        putDouble(&out, values[2 * i + 1]);
        putDouble(&out, inuseObjects[i]);
        putDouble(&out, inuseBytes[i]);
    }
    for (u32 i = 0; i < nodes; i++) {
        put32(&out, t->nodes[i].parent);
        put32(&out, t->nodes[i].method);
        put32(&out, t->nodes[i].line);
    }
    for (u32 i = 0; i < methods; i++) {
        put32(&out, s->names.methods[i].startLine);
        put32(&out, s->names.methods[i].length);
        put(&out, s->names.methods[i].text, s->names.methods[i].length);
    }
    for (u32 i = 0; i < classes; i++) {
        put32(&out, s->names.classes[i].length);
        put(&out, s->names.classes[i].signature, s->names.classes[i].length);
    }
    unreserve(values, valueBytes);
    jobject result = (*jni)->NewDirectByteBuffer(jni, buffer, (jlong) bytes);
    if (!result) {
        (*jni)->ExceptionClear(jni);
        unreserve(buffer, bytes);
    }
    return result;
}

NATIVE(void, release)(JNIEnv *jni, jclass class, jobject buffer) {
    (void) class;
    unreserve((*jni)->GetDirectBufferAddress(jni, buffer), (size_t) (*jni)->GetDirectBufferCapacity(jni, buffer));
}

// ---- compiled code

// Writes what the JIT compiled into a file; returns in a string why that cannot be had, else null.
NATIVE(jstring, compiledCode)(JNIEnv *jni, jclass class, jbyteArray path) {
    (void) class;
    me.quiet++;
    jbyte *name = (*jni)->GetByteArrayElements(jni, path, NULL);
    const char *error = name ? codeWrite(vm, (const char *) name) : "not enough memory";
    if (name) {
        (*jni)->ReleaseByteArrayElements(jni, path, name, JNI_ABORT);
    }
    jstring result = error ? (*jni)->NewStringUTF(jni, error) : NULL;
    me.quiet--;
    return result;
}

NATIVE(jobjectArray, classFiles)(JNIEnv *jni, jclass class, jobjectArray of) {
    (void) class;
    me.quiet++;
    jobjectArray files = codeClassFiles(vm, jni, of);
    me.quiet--;
    return files;
}

// All classes that are loaded, hidden ones and arrays too. Null: out of memory.
NATIVE(jobjectArray, loadedClasses)(JNIEnv *jni, jclass class) {
    jvmtiEnv *ti = codeEnvironment(vm);
    jint count = 0;
    jclass *classes = NULL;
    jobjectArray result = NULL;
    if (!ti) {
        return NULL;
    }
    me.quiet++;
    if ((*ti)->GetLoadedClasses(ti, &count, &classes) == JVMTI_ERROR_NONE) {
        jclass ofClass = (*jni)->GetObjectClass(jni, class);
        result = (*jni)->NewObjectArray(jni, count, ofClass, NULL);
        for (jint i = 0; i < count; i++) {
            if (result) {
                (*jni)->SetObjectArrayElement(jni, result, i, classes[i]);
            }
            (*jni)->DeleteLocalRef(jni, classes[i]);
        }
        (*ti)->Deallocate(ti, (unsigned char *) classes);
    }
    me.quiet--;
    return result;
}

// ---- loading

// Hands a command to the agent's Java part, which is in the JVM already. Loading the agent's jar once more would do the
// same, but leave another JVMTI environment behind, with its class file hook, that the JVM never takes away.
JNIEXPORT jint JNICALL Agent_OnAttach(JavaVM *loading, char *options, void *reserved) {
    (void) reserved;
    JNIEnv *jni;
    if ((*loading)->GetEnv(loading, (void **) &jni, JNI_VERSION_10) != JNI_OK) {
        return JNI_ERR;
    }
    jclass loaders = (*jni)->FindClass(jni, "java/lang/ClassLoader");
    jmethodID system = (*jni)->GetStaticMethodID(jni, loaders, "getSystemClassLoader", "()Ljava/lang/ClassLoader;");
    jmethodID load = (*jni)->GetMethodID(jni, loaders, "loadClass", "(Ljava/lang/String;)Ljava/lang/Class;");
    jobject loader = (*jni)->CallStaticObjectMethod(jni, loaders, system);
    jstring name = (*jni)->NewStringUTF(jni, "dev.edenscope.agent.Agent");
    jclass agent = loader && name ? (*jni)->CallObjectMethod(jni, loader, load, name) : NULL;
    jstring command = agent ? (*jni)->NewStringUTF(jni, options ? options : "") : NULL;
    jmethodID run = command ? (*jni)->GetStaticMethodID(jni, agent, "agentmain", "(Ljava/lang/String;)V") : NULL;
    if (run) {
        (*jni)->CallStaticVoidMethod(jni, agent, run, command);
    }
    bool failed = !run || (*jni)->ExceptionCheck(jni);
    (*jni)->ExceptionClear(jni);
    return failed ? JNI_ERR : JNI_OK;
}

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *loading, void *reserved) {
    (void) reserved;
    vm = loading;
    JNIEnv *jni;
    if ((*vm)->GetEnv(vm, (void **) &jni, JNI_VERSION_10) != JNI_OK) {
        return JNI_ERR;
    }
    jclass found = (*jni)->FindClass(jni, "dev/edenscope/agent/Native");
    if (!found) {
        return JNI_ERR;
    }
    threadEnded = (*jni)->GetStaticMethodID(jni, found, "threadEnded", "()V");
    firstWeight = (*jni)->GetStaticMethodID(jni, found, "firstWeight", "(DDD)D");
    nativeClass = (*jni)->NewGlobalRef(jni, found);
    return threadEnded && firstWeight ? JNI_VERSION_10 : JNI_ERR;
}
