#compdef NAME
# Completions of NAME for zsh. The function reads these tables. Its words are separated by `|`:
# a command's path, flags, operations that follow, values, help;
# an operation's name, id, flags, help;
# a flag's name, value, known values, help.
typeset -ga FUNCTION_commands FUNCTION_operations FUNCTION_flags
# TABLES
FUNCTION() {
    local current="${words[CURRENT]}" at="" operation="" flag="" next="" takes="" row word
    local -a fields numbers arguments known offered
    integer i
    FUNCTION_command ""
    for ((i = 2; i < CURRENT; i++)); do
        word="${(Q)words[i]}"
        if [[ -n $flag && $takes != optional ]]; then
            flag=""
        elif [[ $word == -* ]]; then
            FUNCTION_flag "$word"
        elif [[ -n $next && -z $operation ]]; then
            FUNCTION_operation "$word"
        else
            FUNCTION_command "${at:+$at }$word"
        fi
    done
    if [[ $current == --*=* ]]; then
        FUNCTION_flag "${current%%=*}"
        compset -P '*='
    elif [[ $takes == optional ]]; then
        flag=""
    fi
    if [[ -n $flag ]]; then
        case $takes in
            file) _files ;;
            folder) _files -/ ;;
            *) (( $#known )) && compadd -a known ;;
        esac
        return
    fi
    offered=("${arguments[@]}")
    if [[ -n $next && -z $operation ]]; then
        for row in "${FUNCTION_operations[@]}"; do
            offered+=("${row%%|*}:${row#*|*|*|}")
        done
    fi
    for row in "${FUNCTION_commands[@]}"; do
        word="${row%%|*}"
        if [[ -n $word && $word == "${at:+$at }"* ]]; then
            word="${word#"${at:+$at }"}"
            [[ $word == *" "* ]] || offered+=("$word:${row#*|*|*|*|}")
        fi
    done
    if [[ $current == -* || $#offered -eq 0 ]]; then
        for i in "${numbers[@]}"; do
            row="${FUNCTION_flags[i]}"
            offered+=("${row%%|*}:${row#*|*|*|}")
        done
    fi
    _describe -V "NAME" offered
}

# Goes on to the command of a path, if there is one.
FUNCTION_command() {
    flag=""
    for row in "${FUNCTION_commands[@]}"; do
        if [[ ${row%%|*} == "$1" ]]; then
            fields=("${(@s:|:)row}")
            at="$1" next="$fields[3]"
            numbers=(${(s: :)fields[2]})
            arguments=(${(s: :)fields[4]})
            return
        fi
    done
}

# Goes on to an operation. Of an unknown one there is nothing to complete.
FUNCTION_operation() {
    flag="" operation="$1"
    arguments=()
    for row in "${FUNCTION_operations[@]}"; do
        if [[ $row == "$1|"* || $row == *"|$1|"* ]]; then
            fields=("${(@s:|:)row}")
            if [[ $next == flags && ($fields[1] == "$1" || $fields[2] == "$1") ]]; then
                numbers=(${(s: :)fields[3]} "${numbers[@]}")
            fi
        fi
    done
}

# Finds a flag that takes a value.
FUNCTION_flag() {
    local number
    flag=""
    for number in "${numbers[@]}"; do
        row="${FUNCTION_flags[number]}"
        if [[ ${row%%|*} == "$1" ]]; then
            fields=("${(@s:|:)row}")
            takes="$fields[2]"
            known=(${(s: :)fields[3]})
            [[ -z $takes ]] || flag="$1"
            return
        fi
    done
}

if [[ ${funcstack[1]} == FUNCTION ]]; then
    FUNCTION "$@"
else
    compdef FUNCTION NAME
fi
