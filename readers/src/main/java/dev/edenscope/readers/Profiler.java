package dev.edenscope.readers;

/**
 * Functions that are part of profiling, by what was profiled: expressions for {@code drop_frames} and
 * {@code keep_frames}, which take such a function and what it calls off every stack. Profiles in legacy formats are
 * raw; {@code go tool pprof} gives them expressions of the same effect.
 */
final class Profiler {
    /** Allocators of C, C++, macOS and Go. */
    static final String ALLOCATION = String.join(
            "|",
            "(tc_)?(calloc|cfree|malloc|free|memalign|posix_memalign|pvalloc|valloc|realloc)",
            "do_memalign|__posix_memalign|__libc_malloc",
            "tcmalloc::.*",
            "tc_(new|delete)(array)?",
            "tc_new(array)?_nothrow",
            "malloc_zone_(malloc|calloc|valloc|realloc|memalign|free)",
            "runtime\\..*",
            "BaseArena::.*",
            "(::)?do_malloc(_no_errno|_pages)?",
            "DoSampledAllocation|MallocedMemBlock::MallocedMemBlock|cpp_alloc",
            "(_M_|__gnu_cxx::new_allocator::|__malloc_alloc_template::|simple_alloc::)?allocate",
            "__builtin_(vec_)?(new|delete)",
            "operator new(\\[\\])?");

    /** Functions of Go's runtime that stand in the middle of a stack, and stay. */
    static final String NOT_ALLOCATION = "runtime\\.(panic|reflectcall|call[0-9]*)";

    /** Locks of C++. */
    static final String CONTENTION = String.join(
            "|",
            "RecordLockProfileData",
            "(base::)?(RecordLockProfileData|Submit(Mutex|SpinLock)ProfileData).*",
            "((base::)?Mutex::)?(AwaitCommon|Unlock|UnlockSlow|ReaderUnlock).*",
            "((base::)?MutexLock::)?~MutexLock.*",
            "(SpinLock::)?(Unlock|SlowUnlock).*",
            "(SpinLockHolder::)?~SpinLockHolder.*");

    /** Signal handlers. */
    static final String CPU =
            "(ProfileData::Add|(ProfileData|CpuProfiler)::prof_handler|__pthread_sighandler|__restore)";

    private Profiler() {}
}
