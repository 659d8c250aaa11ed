# Lets an interactive zsh write what it offers, and end then.
found="$2"
PROMPT=
autoload -Uz compinit && compinit -D
source "$1"
compadd() {
    local -a offered
    # Calls that only fill arrays.
    if [[ " ${@[1,(i)(-|--)]} " == *" "-[OAD]" "* ]]; then
        builtin compadd "$@"
        return
    fi
    builtin compadd -A offered "$@"
    (( $#offered )) && print -rl -- $offered >> $found
    builtin compadd "$@"
}
finish() { exit }
comppostfuncs=(finish)
bindkey '^I' complete-word
print "is"" ready"
