#!/usr/bin/env bash
# Looks up what the tags of the Dockerfile are today and writes it to bases.env, by digest: for a person to run and to commit
# when a base is renewed. build.sh takes nothing else.
set -euo pipefail
cd "$(dirname "$0")"

digest() { docker buildx imagetools inspect "$1" --format '{{.Manifest.Digest}}'; }

for base in JDK JRE; do
  image=$(sed -n "s/^ARG $base=//p" Dockerfile)
  printf '%s=%s@%s\n' "$base" "$image" "$(digest "$image")"
done > bases.env.new
mv bases.env.new bases.env
cat bases.env
