# Runs before the commands of a page. `$at` is the place of the running block.
set -eEuo pipefail
servers=()
mkdir -p "$HOME/installed"
PATH="$HOME/installed:$PATH"

failed() {
    echo "$at: failed: $1" >&2
}
trap 'failed "$BASH_COMMAND"' ERR

# Starts a command that serves, with the number of its block. Waits for the text, and runs each `export` that is printed until then.
start() {
    local number=$1 text="${*: -1}" line pipe="$TRANSCRIPTS/$1.pipe"
    mkfifo "$pipe"
    "${@:2:$#-2}" </dev/null >"$pipe" 2>&1 &
    servers+=($!)
    exec {output}<"$pipe"
    while IFS= read -r line <&"$output"; do
        printf '%s\n' "$line" >>"$TRANSCRIPTS/$number"
        if [[ $line == "export "* ]]; then eval "$line"; fi
        if [[ $line == *"$text"* ]]; then return; fi
    done
    cat "$TRANSCRIPTS/$number" >&2
    return 1
}

# Servers stop when they are asked to.
stop() {
    local code=$?
    for server in "${servers[@]}"; do
        kill -TERM "$server" 2>/dev/null || true
        wait "$server" || { failed "a server stopped with $?"; code=1; }
    done
    exit "$code"
}
trap stop EXIT

# The real cargo, except that
# * a new package has the versions of the workspace, and the path of the repository, so that its dependencies are built once for all,
# * `install` and `run` use a program that was built from the page with this test, where there is one of that name.
cargo() {
    local path program
    case $1 in
    new)
        command cargo "$@" && cp "$REPOSITORY/Cargo.lock" "$2/Cargo.lock"
        ;;
    add)
        command cargo "${@/#..\/endpoints/$REPOSITORY}" --quiet
        ;;
    install)
        path=$(printf '%s\n' "$@" | grep -A1 -x -e --path | tail -n1)
        [ -f "$path/Cargo.toml" ] || path="$REPOSITORY/$path"
        for program in $(names "$path/Cargo.toml"); do
            if [ -f "$PROGRAMS/$program" ]; then ln -sf "$PROGRAMS/$program" "$HOME/installed/$program"; fi
        done
        ;;
    run)
        program=$(names Cargo.toml | head -n1)
        if [ -f "$PROGRAMS/$program" ]; then
            while [ "$1" != -- ]; do shift; done
            # A server is in a process of its own already.
            if [ "$BASHPID" != $$ ]; then exec "$PROGRAMS/$program" "${@:2}"; fi
            "$PROGRAMS/$program" "${@:2}"
        else
            command cargo "$@"
        fi
        ;;
    *)
        command cargo "$@"
        ;;
    esac
}

# The names of a package and its programs.
names() {
    sed -n 's/^name = "\(.*\)"$/\1/p' "$1"
}
