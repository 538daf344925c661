#!/usr/bin/env bash
# Runs a batch of modules on an emulated aarch64 Java and compares with this computer's, byte by byte. Debian on amd64; needs
# qemu-user-static, and the arm64 packages named below unpacked (not installed) in a folder:
#   dpkg --add-architecture arm64 && apt-get update
#   for p in openjdk-17-jre-headless libc6 zlib1g libgcc-s1 libstdc++6 libjpeg62-turbo liblcms2-2; do apt-get download $p:arm64; done
#   for d in *_arm64.deb; do dpkg -x "$d" ROOT; done
# Usage: aarch64.sh ROOT BATCH CLASSPATH     a batch is what DifferentialTest makes in its temporary folder: sources, products, plans
set -euo pipefail
root=$(cd "$1" && pwd) batch=$2 classpath=$3
arm=$root/usr/lib/jvm/java-17-openjdk-arm64/bin/java
main=org.manyhands.sandbox.differential.BatchMain
status=0
for setting in COMPILED INTERPRETED; do
  rm -f "$batch/$setting.here" "$batch/$setting.aarch64"
  java -cp "$classpath" "$main" "$setting" "$batch" "$batch/$setting.here"
  qemu-aarch64-static -L "$root" "$arm" -Xmx512m -XX:+UseSerialGC -XX:-ClipInlining -XX:-DontCompileHugeMethods \
    -cp "$classpath" "$main" "$setting" "$batch" "$batch/$setting.aarch64"
  if cmp "$batch/$setting.here" "$batch/$setting.aarch64"; then
    echo "$setting: $(grep -c '^= ' "$batch/$setting.here") modules, the same"
  else
    status=1
  fi
done
exit $status
