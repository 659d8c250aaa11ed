# Completions of NAME for fish. The function reads these tables. Its words are separated by `|`:
# a command's path, flags, operations that follow, values, help;
# an operation's name, id, flags, help;
# a flag's name, value, known values, help.
# TABLES
function FUNCTION
    set -l current (commandline -ct)
    set -l tab \t
    set -l at ''
    set -l operation ''
    set -l flag ''
    set -l takes ''
    set -l known
    set -l command (string split '|' -- (string match -r '^\|.*' -- $FUNCTION_commands)[1])
    set -l numbers (string split -n ' ' -- $command[2])
    set -l rest (commandline -opc)[2..]
    if string match -q -- '--*=*' $current
        set -a rest (string replace -r '=.*' '' -- $current)
    end
    for word in $rest
        if test -n "$flag" -a "$takes" != optional
            set flag ''
        else if string match -q -- '-*' $word
            set flag ''
            for row in $FUNCTION_flags[$numbers]
                set -l fields (string split '|' -- $row)
                if test "$fields[1]" = "$word"
                    set takes $fields[2]
                    set known (string split -n ' ' -- $fields[3])
                    test -n "$takes"; and set flag $word
                    break
                end
            end
        else if test -n "$command[3]" -a -z "$operation"
            set flag ''
            set operation $word
            for row in $FUNCTION_operations
                set -l fields (string split '|' -- $row)
                if test "$command[3]" = flags; and contains -- $word $fields[1..2]
                    set -p numbers (string split -n ' ' -- $fields[3])
                    break
                end
            end
        else
            set flag ''
            set -l inner (string trim -- "$at $word")
            set -l row (string match -r -- '^'(string escape --style=regex -- $inner)'\|.*' $FUNCTION_commands)[1]
            if test -n "$row"
                set at $inner
                set command (string split '|' -- $row)
                set numbers (string split -n ' ' -- $command[2])
            end
        end
    end
    set -l before ''
    if string match -q -- '--*=*' $current
        set before (string replace -r '=.*' '=' -- $current)
        set current (string replace -r '^[^=]*=' '' -- $current)
    else if test "$takes" = optional
        set flag ''
    end
    if test -n "$flag"
        switch $takes
            case file
                printf '%s\n' $before(__fish_complete_path $current)
            case folder
                printf '%s\n' $before(__fish_complete_directories $current)
            case '*'
                test -n "$known"; and printf '%s\n' $before$known
        end
        return
    end
    if test -z "$operation"
        string split -n ' ' -- $command[4]
        if test -n "$command[3]"
            string replace -r '^([^|]*)\|[^|]*\|[^|]*\|(.*)$' '$1'$tab'$2' -- $FUNCTION_operations
        end
    end
    set -l inner (string escape --style=regex -- (string trim -l -- "$at "))
    string replace -rf '^'$inner'([^ |]+)\|[^|]*\|[^|]*\|[^|]*\|(.*)$' '$1'$tab'$2' -- $FUNCTION_commands
    # fish would also offer flags that hold the text elsewhere.
    string match -r -- '^'(string escape --style=regex -- $current)'.*' $FUNCTION_flags[$numbers] |
        string replace -r '^([^|]*)\|[^|]*\|[^|]*\|(.*)$' '$1'$tab'$2'
end

complete -c NAME -f -a '(FUNCTION)'
