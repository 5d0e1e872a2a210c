// What the JIT compiled: for each compiled method, which calls its machine code still holds, and the chain of inlined
// methods at each. An allocation that C2 removed has no call; one that it kept has one to a runtime stub.
//
// The JVM tells all of it on request (GenerateEvents), without a safepoint. The result is text, which CompiledCode.java
// reads (and describes): it is stored in recordings, and looked at where the process no longer is.
#include "edenscope.h"

#include <jvmticmlr.h>
#include <string.h>
#include <time.h>

enum {
    MOST_TEXT = 64 << 20, // bytes; what does not fit is left out, and the last line says so
    METHOD_SLOTS = 1 << 17, // a power of 2; at most half of them are used
    MOST_STUBS = 4096,
    CALL_BYTES = 5, // of a call on x86-64
    ENTRY_BYTES = 96, // within which a method's verified entry is
};

typedef struct {
    const unsigned char *from, *to;
    u32 number;
    bool retires; // whether it is what replaced methods jump to
} Stub;

typedef struct {
    pthread_mutex_t lock;
    char *text;
    size_t length;
    bool full;
    jmethodID *methods; // METHOD_SLOTS; NULL is free
    u32 *methodNumbers;
    u32 methodCount;
    Stub stubs[MOST_STUBS];
    u32 stubCount;
} Code;

static _Atomic(Code *) collecting;
static atomic_int inside; // callbacks that run now: the JVM's own thread tells of methods compiled in the meantime

static void putText(Code *code, const char *text, size_t length) {
    if (code->length + length > MOST_TEXT) {
        code->full = true;
        return;
    }
    memcpy(code->text + code->length, text, length);
    code->length += length;
}

static void putWord(Code *code, const char *word) {
    putText(code, word, strlen(word));
}

static void putNumber(Code *code, u64 number) {
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char) ('0' + number % 10);
        number /= 10;
    } while (number);
    putText(code, digits + at, sizeof digits - at);
}

// ---- methods

static void putMethod(Code *code, jvmtiEnv *ti, jmethodID id, u32 number) {
    char *name = NULL, *descriptor = NULL, *signature = NULL;
    jclass class = NULL;
    bool known = (*ti)->GetMethodName(ti, id, &name, &descriptor, NULL) == JVMTI_ERROR_NONE
                 && (*ti)->GetMethodDeclaringClass(ti, id, &class) == JVMTI_ERROR_NONE
                 && (*ti)->GetClassSignature(ti, class, &signature, NULL) == JVMTI_ERROR_NONE;
    putWord(code, "m ");
    putNumber(code, number);
    putWord(code, " ");
    putWord(code, known ? signature : "?");
    putWord(code, " ");
    putWord(code, known ? name : "?");
    putWord(code, " ");
    putWord(code, known ? descriptor : "?");
    putWord(code, "\n");
    (*ti)->Deallocate(ti, (unsigned char *) name);
    (*ti)->Deallocate(ti, (unsigned char *) descriptor);
    (*ti)->Deallocate(ti, (unsigned char *) signature);
}

// Number of a method; one that is new gets a line of its own, which must not fall into another.
static u32 methodNumber(Code *code, jvmtiEnv *ti, jmethodID id) {
    u32 at = (u32) mix(1, (u64) (uintptr_t) id) & (METHOD_SLOTS - 1);
    while (code->methods[at] && code->methods[at] != id) {
        at = (at + 1) & (METHOD_SLOTS - 1);
    }
    if (!code->methods[at]) {
        if (code->methodCount >= METHOD_SLOTS / 2) {
            code->full = true;
            return 0;
        }
        code->methods[at] = id;
        code->methodNumbers[at] = ++code->methodCount;
        putMethod(code, ti, id, code->methodCount);
    }
    return code->methodNumbers[at];
}

// ---- calls

static const Stub *stubAt(const Code *code, const unsigned char *address) {
    for (u32 i = 0; i < code->stubCount; i++) {
        if (address >= code->stubs[i].from && address < code->stubs[i].to) {
            return &code->stubs[i];
        }
    }
    return NULL;
}

// Where the call ends up that returns to `pc`; NULL when it is none that we can read.
static const unsigned char *callee(const unsigned char *from, const unsigned char *to, const unsigned char *pc) {
#if defined(__x86_64__)
    if (pc - CALL_BYTES < from || pc > to || pc[-CALL_BYTES] != 0xe8) {
        return NULL;
    }
    int32_t offset;
    memcpy(&offset, pc - 4, sizeof offset);
    return pc + offset;
#elif defined(__aarch64__)
    u32 instruction;
    if (pc - 4 < from || pc > to) {
        return NULL;
    }
    memcpy(&instruction, pc - 4, sizeof instruction);
    if (instruction >> 26 != 0x25) { // BL
        return NULL;
    }
    const unsigned char *target = pc - 4 + (int64_t) (int32_t) (instruction << 6) / 16;
    u32 load;
    if (target < from || target + 16 > to) {
        return target;
    }
    memcpy(&load, target, sizeof load); // a trampoline within the method: LDR x8, +8; BR x8; address
    if (load != 0x58000048) {
        return target;
    }
    u64 address;
    memcpy(&address, target + 8, sizeof address);
    return (const unsigned char *) (uintptr_t) address;
#else
    (void) from, (void) to, (void) pc;
    return NULL;
#endif
}

// Whether new calls no longer enter the code: its entry has been overwritten by a jump to the stub that looks for
// better.
static bool isRetired(const Code *code, const unsigned char *from, const unsigned char *to) {
#if defined(__x86_64__)
    for (const unsigned char *at = from; at < from + ENTRY_BYTES && at + CALL_BYTES <= to; at++) {
        int32_t offset;
        if (*at == 0xe9) {
            memcpy(&offset, at + 1, sizeof offset);
            const Stub *stub = stubAt(code, at + CALL_BYTES + offset);
            if (stub && stub->retires) {
                return true;
            }
        }
    }
#else
    (void) code, (void) from, (void) to;
#endif
    return false;
}

static Code *enterCode(void) {
    atomic_fetch_add(&inside, 1);
    Code *code = atomic_load(&collecting);
    if (code) {
        pthread_mutex_lock(&code->lock);
    }
    return code;
}

static void leaveCode(Code *code) {
    if (code) {
        pthread_mutex_unlock(&code->lock);
    }
    atomic_fetch_sub(&inside, 1);
}

static void JNICALL onStub(jvmtiEnv *ti, const char *name, const void *address, jint length) {
    (void) ti;
    Code *code = enterCode();
    if (code && code->stubCount < MOST_STUBS) {
        Stub *stub = &code->stubs[code->stubCount++];
        stub->from = address;
        stub->to = stub->from + length;
        stub->number = code->stubCount;
        stub->retires = strstr(name, "wrong_method") != NULL;
        putWord(code, "s ");
        putNumber(code, stub->number);
        putWord(code, " ");
        putWord(code, name);
        putWord(code, "\n");
    }
    leaveCode(code);
}

static void putCalls(Code *code, jvmtiEnv *ti, const unsigned char *from, const unsigned char *to,
                     const jvmtiCompiledMethodLoadInlineRecord *record) {
    for (jint i = 0; i < record->numpcs && !code->full; i++) {
        const PCStackInfo *at = &record->pcinfo[i];
        u32 numbers[at->numstackframes > 0 ? at->numstackframes : 1];
        for (jint k = 0; k < at->numstackframes; k++) {
            numbers[k] = methodNumber(code, ti, at->methods[k]);
        }
        const unsigned char *target = callee(from, to, at->pc);
        const Stub *stub = target ? stubAt(code, target) : NULL;
        putWord(code, "p ");
        if (stub) {
            putNumber(code, stub->number);
        } else {
            putWord(code, target ? "+" : "-");
        }
        for (jint k = 0; k < at->numstackframes; k++) {
            putWord(code, " ");
            putNumber(code, numbers[k]);
            putWord(code, "@");
            putNumber(code, at->bcis[k] < 0 ? 0 : (u64) at->bcis[k]);
        }
        putWord(code, "\n");
    }
}

static void JNICALL onCompiled(jvmtiEnv *ti, jmethodID method, jint size, const void *address, jint mapLength,
                               const jvmtiAddrLocationMap *map, const void *info) {
    (void) mapLength, (void) map;
    Code *code = enterCode();
    if (code && !code->full) {
        const unsigned char *from = address, *to = from + size;
        u32 number = methodNumber(code, ti, method);
        putWord(code, "c ");
        putNumber(code, number);
        putWord(code, " ");
        putNumber(code, (u64) size);
        putWord(code, isRetired(code, from, to) ? " retired\n" : "\n");
        for (const jvmtiCompiledMethodLoadRecordHeader *h = info; h; h = h->next) {
            if (h->kind == JVMTI_CMLR_INLINE_INFO) {
                putCalls(code, ti, from, to, (const jvmtiCompiledMethodLoadInlineRecord *) h);
            }
        }
    }
    leaveCode(code);
}

// ---- collecting

static const char *generate(jvmtiEnv *ti) {
    jvmtiCapabilities want;
    memset(&want, 0, sizeof want);
    want.can_generate_compiled_method_load_events = 1;
    jvmtiEventCallbacks calls;
    memset(&calls, 0, sizeof calls);
    calls.CompiledMethodLoad = onCompiled;
    calls.DynamicCodeGenerated = onStub;
    if ((*ti)->AddCapabilities(ti, &want) != JVMTI_ERROR_NONE
        || (*ti)->SetEventCallbacks(ti, &calls, sizeof calls) != JVMTI_ERROR_NONE) {
        return "this JVM does not tell what it compiled";
    }
    jvmtiEvent events[] = {JVMTI_EVENT_DYNAMIC_CODE_GENERATED, JVMTI_EVENT_COMPILED_METHOD_LOAD}; // stubs first
    const char *error = NULL;
    for (int i = 0; i < 2 && !error; i++) {
        if ((*ti)->SetEventNotificationMode(ti, JVMTI_ENABLE, events[i], NULL) != JVMTI_ERROR_NONE
            || (*ti)->GenerateEvents(ti, events[i]) != JVMTI_ERROR_NONE) {
            error = "the JVM refused to tell what it compiled";
        }
    }
    for (int i = 0; i < 2; i++) {
        (*ti)->SetEventNotificationMode(ti, JVMTI_DISABLE, events[i], NULL);
    }
    return error;
}

void codeFree(char *text) {
    if (text) {
        unreserve(text, MOST_TEXT);
    }
}

const char *codeText(JavaVM *vm, char **text, size_t *length) {
    Code *code = reserve(sizeof *code);
    const char *error = "not enough memory";
    jvmtiEnv *ti = NULL;
    *text = NULL;
    if (code) {
        pthread_mutex_init(&code->lock, NULL);
        code->methods = reserve(METHOD_SLOTS * sizeof *code->methods);
        code->methodNumbers = reserve(METHOD_SLOTS * sizeof *code->methodNumbers);
        code->text = reserve(MOST_TEXT);
    }
    if (code && code->methods && code->methodNumbers && code->text) {
        error = (*vm)->GetEnv(vm, (void **) &ti, JVMTI_VERSION_11) == JNI_OK ? NULL : "this JVM offers no JVMTI 11";
    }
    if (!error) {
        atomic_store(&collecting, code);
        error = generate(ti);
        atomic_store(&collecting, NULL);
        while (atomic_load(&inside) > 0) {
            struct timespec t = {.tv_nsec = 100000};
            nanosleep(&t, NULL);
        }
    }
    if (ti) {
        (*ti)->DisposeEnvironment(ti);
    }
    if (!error) {
        if (code->full) {
            const char last[] = "full\n";
            code->length = code->length + sizeof last > MOST_TEXT ? MOST_TEXT - sizeof last : code->length;
            putWord(code, last);
        }
        *text = code->text;
        *length = code->length;
        code->text = NULL;
    }
    if (code) {
        codeFree(code->text);
        unreserve(code->methods, METHOD_SLOTS * sizeof *code->methods);
        unreserve(code->methodNumbers, METHOD_SLOTS * sizeof *code->methodNumbers);
        unreserve(code, sizeof *code);
    }
    return error;
}
