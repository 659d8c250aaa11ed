# Completes a line in an interactive zsh, and writes what it offers to a file.
# Usage: zsh -f capture.zsh SCRIPT FILE LINE
zmodload zsh/zpty
zpty shell "zsh -f -i"
zpty -w shell "source ${(q)0:A:h}/capture_shell.zsh ${(q)1} ${(q)2}"
zpty -r -m shell setup "*is ready*"
zpty -w -n shell "$3"$'\t'
# The shell ends behind the first completion.
while zpty -r shell; do :; done > /dev/null
