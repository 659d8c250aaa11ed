#!/usr/bin/env bash
# Measures the commands of a release build of `stytch`: the CPU time of a run (user and system, the least of several means), and of
# a gateway the time until it is ready and its memory. Needs Linux.
#
#     cargo build --release -p stytch-endpoints --features cli
#     stytch-endpoints/benches/commands.sh target/release/stytch
set -euo pipefail

stytch=$(realpath "$1")
runs=20
rounds=5
export STYTCH_PROJECT_ID=project-test-1 STYTCH_SECRET=secret-test-1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Prints the least CPU milliseconds of a run.
cpu() {
    local round least=""
    local TIMEFORMAT="%U %S"
    for ((round = 0; round < rounds; round++)); do
        { time for ((run = 0; run < runs; run++)); do "$stytch" "$@" > "$folder/out" 2> "$folder/err" || true; done; } 2> "$folder/time"
        least=$(awk -v runs="$runs" -v least="$least" \
            '{ mean = ($1 + $2) * 1000 / runs; print (least == "" || mean < least) ? mean : least }' "$folder/time")
    done
    printf '%-72s %6.1f ms %9d bytes\n' "$*" "$least" "$(wc -c < "$folder/out")"
}

revoke=b2b.organizations.members.connected_apps.revoke
ids=(--organization-id acme --member-id ada --connected-app-id app)
cpu --version
cpu --help
cpu list
cpu describe "$revoke"
cpu describe b2b.organizations.members.update
cpu call "$revoke" --help
# Everything that happens before the call is sent.
cpu call "$revoke" "${ids[@]}" --dry-run
cpu call b2b.organizations.create --organization-name Acme --dry-run
cpu openapi
for shell in bash zsh fish; do cpu completions "$shell"; done

# A gateway prints a line when it is ready. Its pages are opened before its memory is read once more.
milliseconds() { echo $(($(date +%s%N) / 1000000)); }
memory() { awk '/VmHWM/ { printf "%.1f MiB", $2 / 1024 }' "/proc/$1/status"; }
least=""
for ((round = 0; round < rounds; round++)); do
    mkfifo "$folder/ready"
    start=$(milliseconds)
    "$stytch" gateway > "$folder/ready" 2> "$folder/err" &
    gateway=$!
    read -r url < "$folder/ready"
    took=$(($(milliseconds) - start))
    cpu=$(awk -v tick="$(getconf CLK_TCK)" '{ print ($14 + $15) * 1000 / tick }' "/proc/$gateway/stat")
    ready=$(memory "$gateway")
    curl -s "${url%%/#*}/" "${url%%/#*}/-/openapi/stytch.json" > "$folder/out"
    pages=$(memory "$gateway")
    kill "$gateway"
    wait "$gateway" || true
    rm "$folder/ready"
    if [[ -z $least || $took -lt $least ]]; then least=$took; fi
    echo "gateway: ready after $took ms (wall clock), $cpu ms (CPU)"
done
echo "gateway: ready after $least ms at least, $ready; $pages with its index and its document"
