// The sampler's parts and the order in which they stand on each other:
//
//   weight.h   what one sample stands for
//   names      jmethodID and jclass -> names that outlive class unloading
//   table      (stack, class) -> objects and bytes allocated
//   live       tracked objects: which samples are still in use
//   code       what the JIT compiled, for the question why an object was allocated; stands by itself
//   edenscope  the session, the JVMTI callbacks and the JNI face (dev.edenscope.agent.Native)
//
// Rules that hold everywhere:
// - No JNI or JVMTI call is made while a lock is held that an allocating thread takes (`Session.lock`): such a call can
//   wait for a safepoint, and a thread that waits for the lock would then hold up the safepoint.
// - All memory is reserved when a session starts, at its largest size; pages are touched as they fill. Nothing grows
//   later but the names, which are counted and capped.
// - No libc symbol is used whose ABI differs between versions of glibc or between glibc and musl.
#ifndef EDENSCOPE_H
#define EDENSCOPE_H

#include <jvmti.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t u32;
typedef uint64_t u64;

enum {
    OTHER = 0,           // id of what no longer fits: method, class and stack `[other]`
    MAX_DEPTH = 1024,    // frames of a stack
    MAX_METHODS = 65536, // distinct names of methods
    MAX_CLASSES = 65536, // distinct names of allocated classes
    NODES_PER_STACK = 16 // frames that a stack does not share with another one, on average
};

u64 nanos(void); // monotonic
void lock(pthread_mutex_t *mutex); // spins a little first: what it guards is short
void *reserve(size_t bytes); // zeroed, NULL when there is none
void unreserve(void *memory, size_t bytes);

// xorshift64*: true with probability p. The state must not be 0.
static inline bool coin(u64 *state, double p) {
    if (p >= 1) {
        return true;
    }
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (double) ((*state * 0x2545f4914f6cdd1du) >> 11) < p * (double) (1ull << 53);
}

static inline u64 mix(u64 h, u64 x) {
    h = (h ^ x) * 0x9e3779b97f4a7c15u;
    return h ^ (h >> 29);
}

// ---- names

// A distinct method, by name: classes that are unloaded and loaded again, and hidden classes of one origin, share it.
typedef struct {
    u64 hash;
    char *text; // four strings, each with its 0: class signature, method name, descriptor, source file (or empty)
    u32 length; // of text, all zeros included
    u32 startLine; // smallest line of its line table, 0 where there is none
} Method;

typedef struct {
    u64 hash;
    char *signature;
    u32 length; // without the 0
} Class;

// What a jmethodID resolved to while its class was loaded.
typedef struct {
    jmethodID id;
    u32 method;
    u32 lineCount;
    struct { u32 bci, line; } *lines;
} KnownMethod;

enum { KNOWN = 32768, KNOWN_SLOTS = 2 * KNOWN };

typedef struct {
    Method *methods; // MAX_METHODS; [0] is [other]
    u32 methodCount;
    u32 *methodSlots; // 2 * MAX_METHODS
    Class *classes; // MAX_CLASSES; [0] is [other]
    u32 classCount;
    u32 *classSlots; // 2 * MAX_CLASSES
    KnownMethod *known; // KNOWN_SLOTS; a cache: emptied when full
    u32 knownCount;
} Names;

bool namesOpen(Names *names);
void namesClose(Names *names);

// Signature of a class without what differs from run to run (hidden classes' suffixes, lambda numbers), in `to`.
// Returns its length; longer ones are cut.
size_t stableSignature(const char *signature, char *to, size_t capacity);

// ---- table

// A node of the tree of all call paths, from the outermost frame inwards.
typedef struct {
    u32 parent;
    u32 method;
    u32 line;
} Node;

typedef struct {
    u32 node;
    u32 class;
    double objects; // allocated, estimated: the sum of the weights
    double bytes;
} Stack;

typedef struct {
    u64 hash; // of the frames' method ids and positions and of the class; 0 is free
    u32 stack;
} KnownStack;

typedef struct {
    u32 capacity; // stacks
    Stack *stacks; // [0] is [other]
    u32 stackCount;
    u32 *stackSlots;
    Node *nodes; // [0] is the root
    u32 nodeCount, nodeCapacity;
    u32 *nodeSlots;
    u32 nodeSlotMask, stackSlotMask;
    KnownStack *known; // a cache: emptied when full
    u32 knownCount, knownMask;
    u64 samples; // that are in it: all whose values are, at any moment
    u64 folded; // samples that went to [other]
} Table;

bool tableOpen(Table *table, u32 stacks);
void tableClose(Table *table);

// ---- live

// A tracked object. It stands for `objects` objects of `bytes` bytes together.
typedef struct {
    jweak ref; // NULL: the slot is free, and `stack` is the next free slot
    u32 stack;
    u32 born; // number of the sentinel to come when it was born
    double objects;
    double bytes;
} Tracked;

// An object nobody holds. When a collection has taken it, that collection has looked at everything born before it.
typedef struct {
    jweak ref;
    u32 number;
} Sentinel;

enum { SENTINELS = 64, NO_SLOT = UINT32_MAX };

typedef struct {
    u32 capacity;
    Tracked *slots;
    u32 used; // slots ever used
    u32 firstFree;
    u32 count; // slots in use
    _Atomic double keep; // probability with which a sample is tracked
    u64 random;
    jweak *doomed; // references of samples that were thinned out, for the sweeper to delete
    u32 doomedCount; // at most twice the capacity
    u64 thinned; // how often
    u64 lost; // samples that could not be tracked because the sweeper was too far behind

    pthread_mutex_t sweeping; // taken by the sweeper and by snapshots, never by allocating threads; guards the rest
    Sentinel sentinels[SENTINELS];
    u32 sentinelCount;
    atomic_uint nextSentinel;
    u32 settled; // tracked objects with born < settled have been looked at by a completed collection
    bool collected; // whether any collection has completed
    jclass objectClass;
} Live;

bool liveOpen(Live *live, JNIEnv *jni, u32 capacity);
void liveClose(Live *live, JNIEnv *jni);

// ---- code

// The JVMTI environment for questions about code and classes, which the Java side asks one at a time; NULL: there is none.
jvmtiEnv *codeEnvironment(JavaVM *vm);

// Writes what the JIT compiled, as text for CompiledCode.java, into a file that is there. Returns null, or why there is none.
const char *codeWrite(JavaVM *vm, const char *path);

// The class files of classes as the JVM has them in memory, without exception handlers and bootstrap methods: for those
// that have no file, such as hidden ones. Null where the JVM does not tell.
jobjectArray codeClassFiles(JavaVM *vm, JNIEnv *jni, jobjectArray classes);

// ---- session

// What each thread remembers between samples, whatever the session.
extern __thread struct OfThread {
    int quiet; // depth of sections whose allocations are the agent's own
    int session; // the last one that it was sampled in
    int drawn; // interval with which the JVM drew this thread's next sample; 0: the JVM's default
    u64 random;
    bool resolved; // the sample under way met a new stack
} me;

typedef struct Session {
    jvmtiEnv *ti;
    u64 begun; // nanos()
    int number; // 1, 2 ... in this JVM
    pthread_mutex_t lock; // guards names, table and live.slots
    Names names;
    Table table;
    Live live;
    bool exact;
    bool thinning; // whether the JVM samples more densely than we do
    int depth;
    double trackInterval; // bytes between tracked objects where every object is counted
    atomic_int interval; // bytes; what threads draw with now
    int startInterval;
    double cpuShare; // of the process's CPU time that samples may cost; 0: no governor
    atomic_ulong samples; // events taken, of which some may not be in the table yet
    atomic_ulong nanosSpent; // in taking them
    u64 longest; // nanoseconds the last sweep took
    jrawMonitorID bell; // rung to wake the sweeper
    atomic_bool crowded; // the tracked objects near their capacity
    atomic_bool ending;
} Session;

u32 tableAdd(Session *s, const jvmtiFrameInfo *frames, int depth, const char *class, size_t classLength, JNIEnv *jni,
             double objects, double bytes);
u32 methodOf(Session *s, JNIEnv *jni, jmethodID id, jlocation bci, u32 *line);
u32 classOf(Names *names, const char *signature, size_t length);

// Under Session.lock. Tracks an object that was chosen with probability `keep` to stand for `objects` and `bytes`; false
// when it is not tracked and the caller must delete the reference.
bool liveTrack(Live *live, jweak ref, u32 stack, double objects, double bytes);
void liveMark(Live *live, JNIEnv *jni); // under live.sweeping: puts a sentinel behind everything born so far
void liveSweep(Session *s, JNIEnv *jni, bool all); // takes live.sweeping
void liveSum(const Live *live, double *objects, double *bytes); // under both; arrays of one entry a stack

#endif
