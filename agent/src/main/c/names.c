#include "edenscope.h"

#include <stdlib.h>
#include <string.h>

static u64 hashOf(const char *text, size_t length) {
    u64 h = length;
    for (size_t i = 0; i < length; i++) {
        h = mix(h, (unsigned char) text[i]);
    }
    return h | 1;
}

bool namesOpen(Names *names) {
    names->methods = reserve(MAX_METHODS * sizeof(Method));
    names->methodSlots = reserve(2 * MAX_METHODS * sizeof(u32));
    names->classes = reserve(MAX_CLASSES * sizeof(Class));
    names->classSlots = reserve(2 * MAX_CLASSES * sizeof(u32));
    names->known = reserve(KNOWN_SLOTS * sizeof(KnownMethod));
    if (!names->methods || !names->methodSlots || !names->classes || !names->classSlots || !names->known) {
        return false;
    }
    names->methods[OTHER] = (Method) {.text = "\0[other]\0\0", .length = 11};
    names->classes[OTHER] = (Class) {.signature = "[other]", .length = 7};
    names->methodCount = names->classCount = 1;
    return true;
}

static void forgetKnown(Names *names) {
    for (u32 i = 0; i < KNOWN_SLOTS; i++) {
        free(names->known[i].lines);
    }
    memset(names->known, 0, KNOWN_SLOTS * sizeof(KnownMethod));
    names->knownCount = 0;
}

void namesClose(Names *names) {
    if (names->known) {
        forgetKnown(names);
    }
    for (u32 i = 1; i < names->methodCount; i++) {
        free(names->methods[i].text);
    }
    for (u32 i = 1; i < names->classCount; i++) {
        free(names->classes[i].signature);
    }
    unreserve(names->methods, MAX_METHODS * sizeof(Method));
    unreserve(names->methodSlots, 2 * MAX_METHODS * sizeof(u32));
    unreserve(names->classes, MAX_CLASSES * sizeof(Class));
    unreserve(names->classSlots, 2 * MAX_CLASSES * sizeof(u32));
    unreserve(names->known, KNOWN_SLOTS * sizeof(KnownMethod));
    memset(names, 0, sizeof *names);
}

static bool startsWith(const char *text, const char *prefix) {
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

// Hidden classes are `Lcom/acme/A$$Lambda$7.0x0000000800c03000;` on 17, `...$$Lambda.0x...;` later; reflection makes
// GeneratedMethodAccessor7. Their numbers differ from run to run and from class loading to class loading.
size_t stableSignature(const char *from, char *to, size_t capacity) {
    size_t n = 0;
    bool digits = false;
    for (const char *c = from; *c && n + 2 < capacity; c++) {
        if (*c == '.') {
            to[n++] = ';';
            break;
        }
        if (digits && *c >= '0' && *c <= '9') {
            continue;
        }
        digits = false;
        if (startsWith(c, "$$Lambda$")) {
            memcpy(to + n, "$$Lambda", n + 10 < capacity ? 8 : 0);
            n += n + 10 < capacity ? 8 : 0;
            c += 8;
            digits = true;
        } else if (startsWith(c, "Accessor") && n >= 6 && strstr(from, "/Generated")) {
            memcpy(to + n, "Accessor", n + 10 < capacity ? 8 : 0);
            n += n + 10 < capacity ? 8 : 0;
            c += 7;
            digits = true;
        } else {
            to[n++] = *c;
        }
    }
    to[n] = 0;
    return n;
}

u32 classOf(Names *names, const char *signature, size_t length) {
    u64 h = hashOf(signature, length);
    u32 mask = 2 * MAX_CLASSES - 1;
    u32 at = (u32) h & mask;
    for (u32 id; (id = names->classSlots[at]) != 0; at = (at + 1) & mask) {
        Class *c = &names->classes[id];
        if (c->hash == h && c->length == length && memcmp(c->signature, signature, length) == 0) {
            return id;
        }
    }
    char *copy = names->classCount < MAX_CLASSES ? malloc(length + 1) : NULL;
    if (!copy) {
        return OTHER;
    }
    memcpy(copy, signature, length);
    copy[length] = 0;
    u32 id = names->classCount++;
    names->classes[id] = (Class) {.hash = h, .signature = copy, .length = (u32) length};
    names->classSlots[at] = id;
    return id;
}

static KnownMethod *findKnown(Names *names, jmethodID id) {
    u64 h = mix(0, (u64) (uintptr_t) id);
    u32 at = (u32) h & (KNOWN_SLOTS - 1);
    while (names->known[at].id && names->known[at].id != id) {
        at = (at + 1) & (KNOWN_SLOTS - 1);
    }
    return &names->known[at];
}

static u32 lineAt(const KnownMethod *known, jlocation bci) {
    u32 line = 0;
    for (u32 i = 0; i < known->lineCount && known->lines[i].bci <= bci; i++) {
        line = known->lines[i].line;
    }
    return line;
}

static u32 internMethod(Names *names, const char *text, size_t length, u32 startLine) {
    u64 h = hashOf(text, length);
    u32 mask = 2 * MAX_METHODS - 1;
    u32 at = (u32) h & mask;
    for (u32 id; (id = names->methodSlots[at]) != 0; at = (at + 1) & mask) {
        Method *m = &names->methods[id];
        if (m->hash == h && m->length == length && memcmp(m->text, text, length) == 0) {
            return id;
        }
    }
    char *copy = names->methodCount < MAX_METHODS ? malloc(length) : NULL;
    if (!copy) {
        return OTHER;
    }
    memcpy(copy, text, length);
    u32 id = names->methodCount++;
    names->methods[id] = (Method) {.hash = h, .text = copy, .length = (u32) length, .startLine = startLine};
    names->methodSlots[at] = id;
    return id;
}

// The four strings of a method, one behind the other. Returns their length with all zeros, 0 when it is gone.
static size_t describe(jvmtiEnv *ti, JNIEnv *jni, jmethodID id, char *to, size_t capacity) {
    char *name = NULL, *descriptor = NULL, *signature = NULL, *file = NULL;
    jclass holder = NULL;
    size_t n = 0;
    if ((*ti)->GetMethodName(ti, id, &name, &descriptor, NULL) == JVMTI_ERROR_NONE
        && (*ti)->GetMethodDeclaringClass(ti, id, &holder) == JVMTI_ERROR_NONE
        && (*ti)->GetClassSignature(ti, holder, &signature, NULL) == JVMTI_ERROR_NONE) {
        (*ti)->GetSourceFileName(ti, holder, &file);
        const char *rest[] = {name, descriptor, file ? file : ""};
        n = stableSignature(signature, to, capacity / 2) + 1;
        for (int i = 0; i < 3; i++) {
            size_t length = strlen(rest[i]), room = capacity - n - (size_t) (3 - i); // zeros that are still to come
            if (length > room) {
                length = room;
            }
            memcpy(to + n, rest[i], length);
            to[n + length] = 0;
            n += length + 1;
        }
    }
    char *texts[] = {name, descriptor, signature, file};
    for (int i = 0; i < 4; i++) {
        (*ti)->Deallocate(ti, (unsigned char *) texts[i]);
    }
    if (holder) {
        (*jni)->DeleteLocalRef(jni, holder);
    }
    return n;
}

// Id and line of the method at a position of its code. Asks the JVM when it meets a jmethodID first, while the method
// is on the caller's stack and so cannot be unloaded.
u32 methodOf(Session *s, JNIEnv *jni, jmethodID id, jlocation bci, u32 *line) {
    Names *names = &s->names;
    lock(&s->lock);
    KnownMethod *known = findKnown(names, id);
    bool hit = known->id != NULL;
    u32 method = known->method;
    *line = hit ? lineAt(known, bci) : 0;
    pthread_mutex_unlock(&s->lock);
    if (hit) {
        return method;
    }

    enum { LONGEST = 8192 };
    char *text = malloc(LONGEST);
    size_t length = text ? describe(s->ti, jni, id, text, LONGEST) : 0;
    if (length == 0) {
        free(text);
        return OTHER;
    }
    KnownMethod fresh = {.id = id};
    jvmtiLineNumberEntry *entries = NULL;
    jint count = 0;
    u32 startLine = 0;
    if ((*s->ti)->GetLineNumberTable(s->ti, id, &count, &entries) == JVMTI_ERROR_NONE && count > 0) {
        fresh.lines = malloc((size_t) count * sizeof *fresh.lines);
        fresh.lineCount = fresh.lines ? (u32) count : 0;
        for (u32 i = 0; i < fresh.lineCount; i++) {
            // javac writes the table in the order of the code; other compilers may not: keep it sorted.
            u32 at = i;
            while (at > 0 && fresh.lines[at - 1].bci > entries[i].start_location) {
                fresh.lines[at] = fresh.lines[at - 1];
                at--;
            }
            fresh.lines[at].bci = (u32) entries[i].start_location;
            fresh.lines[at].line = (u32) entries[i].line_number;
            if (startLine == 0 || (u32) entries[i].line_number < startLine) {
                startLine = (u32) entries[i].line_number;
            }
        }
    }
    (*s->ti)->Deallocate(s->ti, (unsigned char *) entries);
    *line = lineAt(&fresh, bci);

    lock(&s->lock);
    fresh.method = method = internMethod(names, text, length, startLine);
    free(text);
    if (names->knownCount == KNOWN) {
        forgetKnown(names);
    }
    known = findKnown(names, id);
    if (known->id) {
        free(fresh.lines); // another thread was first
    } else {
        *known = fresh;
        names->knownCount++;
    }
    pthread_mutex_unlock(&s->lock);
    return method;
}
