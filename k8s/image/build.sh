#!/usr/bin/env bash
# Builds the image of a release from bases that are named by digest, and refuses any other: a tag may be given to another
# image between two builds. Run it from the root of the repository, with the name of the image.
set -euo pipefail
here=$(dirname "$0")
name=${1:?"the name of the image, for example registry.example.com/wellspring:0.1.0"}

pinned() {
  local tag line
  tag=$(sed -n "s/^ARG $1=//p" "$here/Dockerfile")
  line=$(sed -n "s/^$1=//p" "$here/bases.env" 2>/dev/null || true)
  if ! [[ $line =~ ^"$tag"@sha256:[0-9a-f]{64}$ ]]; then
    echo "k8s/image/bases.env does not name $tag by digest: run k8s/image/pin.sh and commit what it writes." >&2
    exit 1
  fi
  echo "$line"
}

jdk=$(pinned JDK)
jre=$(pinned JRE)
exec docker build --file "$here/Dockerfile" --build-arg "JDK=$jdk" --build-arg "JRE=$jre" --tag "$name" .
