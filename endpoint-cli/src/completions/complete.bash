# Completions of NAME for bash. The function reads these tables. Its words are separated by `|`:
# a command's path, flags, operations that follow, values, help;
# an operation's name, id, flags, help;
# a flag's name, value, known values, help.
# TABLES
FUNCTION() {
    local IFS=$' \t\n' current="${COMP_WORDS[COMP_CWORD]}" path="" operation="" flag="" behind="" row word i
    local numbers next values takes known rest
    COMPREPLY=()
    FUNCTION_command ""
    for ((i = 1; i < COMP_CWORD; i++)); do
        word="${COMP_WORDS[i]}"
        if [[ -n $flag && $word == "=" ]]; then
            # bash makes `=` a word.
            behind="="
        elif [[ -n $flag && ($takes != optional || -n $behind) ]]; then
            flag="" behind=""
        elif [[ $word == -* ]]; then
            flag="" behind=""
            FUNCTION_flag "$word"
        elif [[ -n $next && -z $operation ]]; then
            flag=""
            FUNCTION_operation "$word"
        else
            flag=""
            FUNCTION_command "${path:+$path }$word"
        fi
    done
    if [[ -n $flag && $current == "=" ]]; then
        behind="=" current=""
    fi
    if [[ -n $flag && ($takes != optional || -n $behind) ]]; then
        case $takes in
            file) FUNCTION_paths -f ;;
            folder) FUNCTION_paths -d ;;
            *) FUNCTION_add $known ;;
        esac
        return
    fi
    FUNCTION_add $values
    if [[ -n $next && -z $operation ]]; then
        for row in "${FUNCTION_operations[@]}"; do
            FUNCTION_add "${row%%|*}"
        done
    fi
    for row in "${FUNCTION_commands[@]}"; do
        word="${row%%|*}"
        if [[ -n $word && $word == "${path:+$path }"* ]]; then
            word="${word#"${path:+$path }"}"
            [[ $word == *" "* ]] || FUNCTION_add "$word"
        fi
    done
    if [[ $current == -* || ${#COMPREPLY[@]} -eq 0 ]]; then
        for i in $numbers; do
            row="${FUNCTION_flags[i]}"
            FUNCTION_add "${row%%|*}"
        done
    fi
}

# Goes on to the command of a path, if there is one.
FUNCTION_command() {
    for row in "${FUNCTION_commands[@]}"; do
        if [[ ${row%%|*} == "$1" ]]; then
            IFS="|" read -r path numbers next values rest <<< "$row"
            return
        fi
    done
}

# Goes on to an operation. Of an unknown one there is nothing to complete.
FUNCTION_operation() {
    local name id own
    operation="$1" values=""
    for row in "${FUNCTION_operations[@]}"; do
        if [[ $row == "$1|"* || $row == *"|$1|"* ]]; then
            IFS="|" read -r name id own rest <<< "$row"
            if [[ $next == flags && ($name == "$1" || $id == "$1") ]]; then
                numbers="$own $numbers"
            fi
        fi
    done
}

# Finds a flag that takes a value.
FUNCTION_flag() {
    local name number
    for number in $numbers; do
        row="${FUNCTION_flags[number]}"
        if [[ ${row%%|*} == "$1" ]]; then
            IFS="|" read -r name takes known rest <<< "$row"
            [[ -z $takes ]] || flag="$1"
            return
        fi
    done
}

# Offers the words that begin with the current one.
FUNCTION_add() {
    local word
    for word in "$@"; do
        [[ $word != "$current"* ]] || COMPREPLY+=("$word")
    done
}

# Offers files, or folders.
FUNCTION_paths() {
    local found
    compopt -o filenames 2> /dev/null
    while IFS= read -r found; do
        COMPREPLY+=("$found")
    done < <(compgen "$1" -- "$current")
}

complete -F FUNCTION NAME
