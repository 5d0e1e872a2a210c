#!/usr/bin/env bash
# Builds the sampler's library for each platform from the sources beside this script, into the agent's resources.
#
#   agent/src/main/c/build.sh          both platforms
#   agent/src/main/c/build.sh --host   this machine's only, into build/ (for trying things out)
#
# Needs a C compiler for each: cc or gcc here, and for the other platform a cross compiler
# (Debian: apt-get install gcc-x86-64-linux-gnu libc6-dev-amd64-cross, or gcc-aarch64-linux-gnu libc6-dev-arm64-cross).
# The headers come from the JDK in JAVA_HOME, or from the one whose javac is on the PATH.
#
# The library is linked against nothing: its few libc symbols are found in the process that loads it, without a
# version, so that one file serves every glibc and musl. The hash of the sources goes into it, where a test reads it.
set -euo pipefail
cd "$(dirname "$0")"

jdk=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
if [ ! -f "$jdk/include/jvmti.h" ]; then
    echo "build.sh: no include/jvmti.h in $jdk: set JAVA_HOME to a JDK" >&2
    exit 1
fi
sources=(names.c table.c live.c code.c edenscope.c)
hash=$(cat edenscope.h weight.h "${sources[@]}" | sha256sum | cut -c1-16)

compile() { # compiler output [flags]
    local compiler=$1 output=$2
    shift 2
    command -v "$compiler" >/dev/null || { echo "build.sh: no $compiler: see the top of this script" >&2; exit 1; }
    mkdir -p "$(dirname "$output")"
    "$compiler" -std=c11 -O2 -g0 -Wall -Wextra -Wpedantic -Werror -fPIC -shared -nostdlib -fvisibility=hidden \
        -fno-stack-protector -U_FORTIFY_SOURCE -D_GNU_SOURCE -DSOURCES="\"edenscope-sources:$hash\"" \
        -I"$jdk/include" -I"$jdk/include/linux" -Wl,--build-id=none -Wl,-z,noexecstack -s \
        "$@" "${sources[@]}" -o "$output"
    echo "$output: $(stat -c %s "$output") bytes, sources $hash"
}

compiler() { # machine triplet
    if [ "$(uname -m)" = "$1" ]; then
        echo "${CC:-gcc}"
    else
        echo "$2-gcc"
    fi
}

if [ "${1:-}" = --host ]; then
    compile "${CC:-gcc}" ../../../build/libedenscope.so
    exit
fi
resources=../resources/dev/edenscope/agent
compile "$(compiler x86_64 x86_64-linux-gnu)" $resources/linux-x64/libedenscope.so
compile "$(compiler aarch64 aarch64-linux-gnu)" $resources/linux-arm64/libedenscope.so -mno-outline-atomics
