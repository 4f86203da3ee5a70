#!/usr/bin/env bash
# Prints fresh secrets for a new installation, for `kubectl create -f -` in its namespace. Never apply them over older ones:
# without its keys nobody can read a phone number that is stored. With "development" the password of PostgreSQL's owner is
# among them; in production its operator makes that.
set -euo pipefail

base64url() { base64 -w 0 | tr '+/' '-_' | tr -d '='; }

# An EC key as JWK: the private number is 32 bytes from the 8th on, the public point the last 64.
signing_keys() {
  local der
  der=$(mktemp)
  trap 'rm -f "$der"' RETURN
  openssl ecparam -name prime256v1 -genkey -noout -outform DER > "$der"
  printf '{"keys":[{"kty":"EC","crv":"P-256","kid":"%s","x":"%s","y":"%s","d":"%s"}]}' \
    "$(openssl rand -hex 8)" \
    "$(tail -c 64 "$der" | head -c 32 | base64url)" \
    "$(tail -c 32 "$der" | base64url)" \
    "$(tail -c +8 "$der" | head -c 32 | base64url)"
}

secret() {
  printf -- '---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\n' "$1"
  # By its type PostgreSQL's operator knows a password of a role, and by its label that it is to follow a change of it.
  if [ "$1" = wellspring-db-node ]; then
    printf '  labels:\n    cnpg.io/reload: "true"\ntype: kubernetes.io/basic-auth\n'
  fi
  printf 'stringData:\n'
  shift
  printf "  %s: '%s'\n" "$@"
}

secret wellspring \
  phone-keys "p1:$(openssl rand -base64 32)" code-key "$(openssl rand -base64 32)" signing-keys "$(signing_keys)"
secret wellspring-redis password "$(openssl rand -hex 16)"
secret wellspring-db-node username wellspring_node password "$(openssl rand -hex 16)"
secret wellspring-operator username operator password "$(openssl rand -hex 12)"
if [ "${1:-}" = development ]; then
  secret wellspring-db-app username wellspring password "$(openssl rand -hex 16)"
fi
