#!/bin/sh
# Rebuilds every .wasm of this folder and compares it with the one that is kept here.
#
#   rebuild.sh [DIRECTORY]   builds into DIRECTORY, which stays (default: a temporary folder), and compares bytes if the
#                            toolchain on this machine is the one in toolchain.txt. With another toolchain the bytes may
#                            rightly differ: it says so, and the tests compare answers instead, with
#                            MANYHANDS_REBUILT_APPS=DIRECTORY.
#   rebuild.sh --accept      replaces the kept modules, checksums.txt and toolchain.txt by what this machine builds.
#
# Exit code 0 when the modules agree or cannot be compared, 1 when they differ or do not build.
set -eu
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
packages="clang-19 lld-19 wasi-libc libclang-rt-19-dev-wasm32 rustc libstd-rust-dev-wasm32 lld-14"

fail() {
    echo "rebuild.sh: $1" >&2
    exit 1
}

# The largest memory is declared, as the sandbox asks; no path of this machine gets into the module. Compiled and linked
# in two steps, the second without -O: with it clang runs the wasm-opt of binaryen over the module where there is one.
# A reactor is a program of steps: the host calls what it exports.
build() { # MODULE command|reactor SOURCE...
    module=$1
    model=$2
    shift 2
    objects=""
    for source in "$@"; do
        object=$work/$(basename "$source" .c).o
        (cd "$here/$(dirname "$module")" && clang-19 --target=wasm32-wasi --sysroot=/usr -std=c17 -O2 \
            -Wall -Wextra -Werror -mno-simd128 -ffp-contract=off -c -o "$object" "$source") || fail "cannot compile $source"
        objects="$objects $object"
    done
    mkdir -p "$target/$(dirname "$module")"
    # shellcheck disable=SC2086 # one word an object
    clang-19 --target=wasm32-wasi --sysroot=/usr -mexec-model="$model" -Wl,--strip-debug -Wl,--max-memory=16777216 \
        -o "$work/module.wasm" $objects || fail "cannot link $module"
    mv "$work/module.wasm" "$target/$module"
    chmod 644 "$target/$module"
}

# Debian's Rust, which may stand beside another; called where the sources are, so that messages name files as they lie there.
rust() { # bin|cdylib|rlib OUTPUT SOURCE [FLAG...]
    kind=$1
    output=$2
    source=$3
    shift 3
    (cd "$here" && /usr/bin/rustc --edition 2021 --target wasm32-wasi --crate-type "$kind" -C opt-level=2 -C panic=abort \
        -C strip=debuginfo -C linker=wasm-ld-14 -D warnings -o "$output" "$@" "$source") || fail "cannot compile $source"
}

# rust_program MODULE bin|cdylib SOURCE
rust_program() {
    mkdir -p "$target/$(dirname "$1")"
    rust "$2" "$work/module.wasm" "$3" -C lto=fat --extern manyhands="$work/libmanyhands.rlib"
    mv "$work/module.wasm" "$target/$1"
    chmod 644 "$target/$1"
}

toolchain() {
    for package in $packages; do
        version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null) || version=missing
        echo "$package $version"
    done
}

accept=false
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case "${1:-}" in
    --accept) accept=true; target=$here ;;
    --help | -h) sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 0 ;;
    -*) fail "unknown option $1: did you mean --accept?" ;;
    "") target=$work/modules ;;
    *) mkdir -p "$1"; target=$(cd "$1" && pwd) ;;
esac

for tool in clang-19 /usr/bin/rustc wasm-ld-14; do
    command -v "$tool" >/dev/null || fail "$tool is missing: apt-get install $packages"
done

build queens/queens.wasm command queens.c
build digits/train.wasm command train.c descent.c network.c images.c
build digits/assemble.wasm command assemble.c network.c images.c
build factor/factor.wasm command factor.c
build factor/verify.wasm command verify.c
build hostile/socket.wasm command socket.c
build hostile/readfile.wasm command readfile.c
build hostile/endless.wasm command endless.c
build steps/steps.wasm reactor steps.c
build example/hello.wasm command hello.c
rust rlib "$work/libmanyhands.rlib" sdk/rust/src/lib.rs --crate-name manyhands
build sdk/check-c.wasm command check/check.c
rust_program sdk/check-rust.wasm bin sdk/check/check.rs
rust_program sdk/countdown.wasm cdylib sdk/check/countdown.rs
rust_program mandelbrot/mandelbrot.wasm bin mandelbrot/mandelbrot.rs
rust_program wordcount/wordcount.wasm bin wordcount/wordcount.rs
for kernel in collatz sieve sha256 matmul nbody mandelbrot queens sort lz hashmap spmv fft; do
    build "kernels/$kernel.wasm" command "$kernel.c" main.c
done

if $accept; then
    toolchain > "$here/toolchain.txt"
    (cd "$here" && sha256sum ./*/*.wasm | sed 's|\./||' | grep -v '  toolchains/') > "$here/checksums.txt"
    echo "rebuild.sh: accepted $(wc -l < "$here/checksums.txt") modules"
    exit 0
fi

if [ "$(toolchain)" != "$(cat "$here/toolchain.txt")" ]; then
    echo "rebuild.sh: not compared byte by byte, since this machine's toolchain is another:"
    toolchain | diff "$here/toolchain.txt" - | grep '^[<>]' | sed 's/^</  recorded:/; s/^>/  here:    /'
    exit 0
fi

(cd "$target" && sha256sum --quiet --check "$here/checksums.txt") \
    || fail "the rebuilt modules differ: run rebuild.sh --accept if the sources were changed on purpose"
(cd "$here" && sha256sum --quiet --check checksums.txt) \
    || fail "the kept modules differ from checksums.txt: run rebuild.sh --accept"
echo "rebuild.sh: $(wc -l < "$here/checksums.txt") modules rebuilt, the same bytes"
