// What the JIT compiled: for each compiled method, which calls its machine code still holds, and the chain of inlined
// methods at each. An allocation that C2 removed has no call; one that it kept has one to a runtime stub.
//
// The JVM tells all of it on request (GenerateEvents), without a safepoint. The result is text, which CompiledCode.java
// reads (and describes): it is stored in recordings, and looked at where the process no longer is. It goes to a file as it
// is told, for it can be many megabytes, in a process that is not ours.
#include "edenscope.h"

#include <fcntl.h>
#include <jvmticmlr.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    MOST_TEXT = 64 << 20, // bytes; what comes then is left out, and the last line says so
    BUFFER = 1 << 16, // bytes of text between two writes
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
    int file;
    char text[BUFFER]; // that is not in the file yet
    size_t length;
    u64 written;
    bool full;
    bool failed; // the file could not be written
    jmethodID *methods; // METHOD_SLOTS; NULL is free
    u32 *methodNumbers;
    u32 methodCount;
    Stub stubs[MOST_STUBS];
    u32 stubCount;
} Code;

static _Atomic(Code *) collecting;
static atomic_int inside; // callbacks that run now: the JVM's own thread tells of methods compiled in the meantime

static void flush(Code *code) {
    for (size_t from = 0; from < code->length && !code->failed;) {
        ssize_t count = write(code->file, code->text + from, code->length - from);
        code->failed = count <= 0;
        from += count > 0 ? (size_t) count : 0;
    }
    code->written += code->length;
    code->length = 0;
    code->full |= code->failed || code->written > MOST_TEXT;
}

static void putText(Code *code, const char *text, size_t length) {
    while (length > BUFFER - code->length) {
        size_t part = BUFFER - code->length;
        memcpy(code->text + code->length, text, part);
        code->length += part;
        text += part;
        length -= part;
        flush(code);
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

// One for all questions, and kept: HotSpot 17 destroys memory that is in use, now and then, after an environment that had
// asked for compiled methods is disposed of while others compile and unload classes.
jvmtiEnv *codeEnvironment(JavaVM *vm) {
    static jvmtiEnv *ti;
    return ti || (*vm)->GetEnv(vm, (void **) &ti, JVMTI_VERSION_11) == JNI_OK ? ti : NULL;
}

const char *codeWrite(JavaVM *vm, const char *path) {
    Code *code = reserve(sizeof *code);
    const char *error = "not enough memory";
    jvmtiEnv *ti = codeEnvironment(vm);
    if (code) {
        pthread_mutex_init(&code->lock, NULL);
        code->methods = reserve(METHOD_SLOTS * sizeof *code->methods);
        code->methodNumbers = reserve(METHOD_SLOTS * sizeof *code->methodNumbers);
        code->file = open(path, O_WRONLY | O_CLOEXEC);
    }
    if (code && code->methods && code->methodNumbers) {
        error = ti ? NULL : "this JVM offers no JVMTI 11";
    }
    if (!error && code->file < 0) {
        error = "the file for it cannot be opened";
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
    if (!error) {
        if (code->full) {
            putWord(code, "full\n");
        }
        flush(code);
        error = code->failed ? "the file for it cannot be written" : NULL;
    }
    if (code) {
        if (code->file >= 0) {
            close(code->file);
        }
        unreserve(code->methods, METHOD_SLOTS * sizeof *code->methods);
        unreserve(code->methodNumbers, METHOD_SLOTS * sizeof *code->methodNumbers);
        unreserve(code, sizeof *code);
    }
    return error;
}

// ---- classes without a file

enum {
    MOST_POOL = 1 << 18, // bytes of constants that are added to a class's own
    MOST_BODY = 1 << 20, // bytes of what follows the constants
    MOST_OPERANDS = 32, // what a method may need is not told; generated ones need few
};

typedef struct {
    unsigned char *bytes;
    size_t length, capacity;
    bool full;
} Bytes;

static void put(Bytes *to, const void *from, size_t length) {
    to->full |= to->length + length > to->capacity;
    if (!to->full) {
        memcpy(to->bytes + to->length, from, length);
        to->length += length;
    }
}

static void putBig(Bytes *to, u32 value, int bytes) {
    unsigned char big[] = {(unsigned char) (value >> 24), (unsigned char) (value >> 16), (unsigned char) (value >> 8),
                           (unsigned char) value};
    put(to, big + 4 - bytes, (size_t) bytes);
}

// Adds a text to the constants, and returns its index.
static u32 constantText(Bytes *pool, u32 *count, const char *text, size_t length) {
    putBig(pool, 1, 1);
    putBig(pool, (u32) length, 2);
    put(pool, text, length);
    return (*count)++;
}

static u32 constantClass(Bytes *pool, u32 *count, jvmtiEnv *ti, jclass class) {
    char *signature = NULL;
    if ((*ti)->GetClassSignature(ti, class, &signature, NULL) != JVMTI_ERROR_NONE) {
        pool->full = true;
        return 0;
    }
    u32 name = constantText(pool, count, signature + 1, strlen(signature) - 2); // without L and ;
    (*ti)->Deallocate(ti, (unsigned char *) signature);
    putBig(pool, 7, 1);
    putBig(pool, name, 2);
    return (*count)++;
}

static void putLines(Bytes *body, jvmtiEnv *ti, jmethodID method, u32 attribute) {
    jint count = 0;
    jvmtiLineNumberEntry *lines = NULL;
    bool known = (*ti)->GetLineNumberTable(ti, method, &count, &lines) == JVMTI_ERROR_NONE;
    putBig(body, known ? 1 : 0, 2);
    if (known) {
        putBig(body, attribute, 2);
        putBig(body, 2 + 4 * (u32) count, 4);
        putBig(body, (u32) count, 2);
        for (jint i = 0; i < count; i++) {
            putBig(body, (u32) lines[i].start_location, 2);
            putBig(body, (u32) lines[i].line_number, 2);
        }
        (*ti)->Deallocate(ti, (unsigned char *) lines);
    }
}

static void putMember(Bytes *body, Bytes *pool, u32 *count, jvmtiEnv *ti, jmethodID method, const u32 attributes[2]) {
    char *name = NULL, *descriptor = NULL;
    unsigned char *code = NULL;
    jint modifiers = 0, length = 0, locals = 0;
    if ((*ti)->GetMethodName(ti, method, &name, &descriptor, NULL) != JVMTI_ERROR_NONE
        || (*ti)->GetMethodModifiers(ti, method, &modifiers) != JVMTI_ERROR_NONE) {
        body->full = true;
        return;
    }
    bool hasCode = (*ti)->GetBytecodes(ti, method, &length, &code) == JVMTI_ERROR_NONE && length > 0
                   && (*ti)->GetMaxLocals(ti, method, &locals) == JVMTI_ERROR_NONE;
    putBig(body, (u32) modifiers & 0xffff, 2);
    putBig(body, constantText(pool, count, name, strlen(name)), 2);
    putBig(body, constantText(pool, count, descriptor, strlen(descriptor)), 2);
    putBig(body, hasCode ? 1 : 0, 2);
    if (hasCode) {
        putBig(body, attributes[0], 2);
        size_t size = body->length;
        putBig(body, 0, 4);
        putBig(body, MOST_OPERANDS, 2);
        putBig(body, (u32) locals, 2);
        putBig(body, (u32) length, 4);
        put(body, code, (size_t) length);
        putBig(body, 0, 2); // exception handlers
        putLines(body, ti, method, attributes[1]);
        Bytes atSize = {body->bytes, size, body->capacity, body->full};
        putBig(&atSize, (u32) (body->length - size - 4), 4);
    }
    (*ti)->Deallocate(ti, (unsigned char *) name);
    (*ti)->Deallocate(ti, (unsigned char *) descriptor);
    (*ti)->Deallocate(ti, code);
}

// What follows the constants.
static void putBody(Bytes *body, Bytes *pool, u32 *count, JNIEnv *jni, jvmtiEnv *ti, jclass class) {
    jint modifiers = 0, interfaces = 0, methods = 0;
    jclass *interface = NULL;
    jmethodID *method = NULL;
    jclass super = (*jni)->GetSuperclass(jni, class);
    if ((*ti)->GetClassModifiers(ti, class, &modifiers) != JVMTI_ERROR_NONE
        || (*ti)->GetImplementedInterfaces(ti, class, &interfaces, &interface) != JVMTI_ERROR_NONE
        || (*ti)->GetClassMethods(ti, class, &methods, &method) != JVMTI_ERROR_NONE) {
        body->full = true;
    }
    const u32 attributes[] = {constantText(pool, count, "Code", 4), constantText(pool, count, "LineNumberTable", 15)};
    putBig(body, (u32) modifiers & 0xffff, 2);
    putBig(body, constantClass(pool, count, ti, class), 2);
    putBig(body, super ? constantClass(pool, count, ti, super) : 0, 2);
    (*jni)->DeleteLocalRef(jni, super);
    putBig(body, (u32) interfaces, 2);
    for (jint i = 0; i < interfaces; i++) {
        putBig(body, constantClass(pool, count, ti, interface[i]), 2);
        (*jni)->DeleteLocalRef(jni, interface[i]);
    }
    putBig(body, 0, 2); // fields
    putBig(body, (u32) methods, 2);
    for (jint i = 0; i < methods; i++) {
        putMember(body, pool, count, ti, method[i], attributes);
    }
    putBig(body, 0, 2); // attributes
    (*ti)->Deallocate(ti, (unsigned char *) interface);
    (*ti)->Deallocate(ti, (unsigned char *) method);
}

static jbyteArray inOne(JNIEnv *jni, const Bytes *parts, int count) {
    jsize length = 0, at = 0;
    for (int i = 0; i < count; i++) {
        length += (jsize) parts[i].length;
    }
    jbyteArray file = (*jni)->NewByteArray(jni, length);
    for (int i = 0; i < count && file; at += (jsize) parts[i++].length) {
        (*jni)->SetByteArrayRegion(jni, file, at, (jsize) parts[i].length, (const jbyte *) parts[i].bytes);
    }
    return file;
}

static jbyteArray classFile(JNIEnv *jni, jvmtiEnv *ti, jclass class, Bytes *pool, Bytes *body) {
    unsigned char head[10], *constants = NULL;
    jint minor = 0, major = 0, own = 0, size = 0;
    Bytes start = {head, 0, sizeof head, false};
    jbyteArray file = NULL;
    if ((*ti)->GetClassVersionNumbers(ti, class, &minor, &major) == JVMTI_ERROR_NONE
        && (*ti)->GetConstantPool(ti, class, &own, &size, &constants) == JVMTI_ERROR_NONE) {
        u32 count = (u32) own;
        putBody(body, pool, &count, jni, ti, class);
        putBig(&start, 0xcafebabe, 4);
        putBig(&start, (u32) minor, 2);
        putBig(&start, (u32) major, 2);
        putBig(&start, count, 2);
        if (!pool->full && !body->full && count < 1 << 16) {
            const Bytes all[] = {start, {constants, (size_t) size, 0, false}, *pool, *body};
            file = inOne(jni, all, 4);
        }
    }
    (*ti)->Deallocate(ti, constants);
    return file;
}

jobjectArray codeClassFiles(JavaVM *vm, JNIEnv *jni, jobjectArray classes) {
    jvmtiEnv *ti = codeEnvironment(vm);
    jsize count = (*jni)->GetArrayLength(jni, classes);
    jobjectArray files = (*jni)->NewObjectArray(jni, count, (*jni)->FindClass(jni, "[B"), NULL);
    if (!files || !ti) {
        return files;
    }
    jvmtiCapabilities want;
    memset(&want, 0, sizeof want);
    want.can_get_bytecodes = 1;
    want.can_get_constant_pool = 1;
    want.can_get_line_numbers = 1;
    unsigned char *constants = reserve(MOST_POOL), *rest = reserve(MOST_BODY);
    bool can = constants && rest && (*ti)->AddCapabilities(ti, &want) == JVMTI_ERROR_NONE;
    for (jsize i = 0; can && i < count; i++) {
        Bytes pool = {constants, 0, MOST_POOL, false}, body = {rest, 0, MOST_BODY, false};
        jclass class = (*jni)->GetObjectArrayElement(jni, classes, i);
        jbyteArray file = classFile(jni, ti, class, &pool, &body);
        if (file) {
            (*jni)->SetObjectArrayElement(jni, files, i, file);
        }
        (*jni)->DeleteLocalRef(jni, file);
        (*jni)->DeleteLocalRef(jni, class);
    }
    unreserve(constants, MOST_POOL);
    unreserve(rest, MOST_BODY);
    return files;
}
