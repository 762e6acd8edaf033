#!/bin/sh
# An agent that does what a script says, one step a line.
# Usage: agent.sh FOLDER BRANCH; reads FOLDER/scripts/<slug>, else FOLDER/scripts/default.
#   say WORDS        prints them
#   sleep SECONDS
#   mark NAME        makes FOLDER/marks/NAME, so that a test sees how far it is
#   wait NAME        goes on when FOLDER/gates/NAME exists
#   write NAME       writes a file and leaves it to the worker to commit it
#   commit NAME      writes a file and commits it
#   lines COUNT      prints that many numbered lines
#   flood            prints without end
#   hang             never ends and uses no CPU
#   spin             never ends and uses a core
#   stubborn         ignores TERM from here on
#   fork             leaves a process in a session of its own, with an empty environment
#   fill             writes to its workspace without end
#   exit CODE
set -u

folder=$1
slug=${2#task/}
script=$folder/scripts/$slug
[ -f "$script" ] || script=$folder/scripts/default

cat >/dev/null
echo "begin $TASKS_DISPATCH $(date +%s%N)" >>"$folder/runs/$slug"
echo "agent of $slug"

while read -r step words; do
  case $step in
    say) echo "$words" ;;
    sleep) sleep "$words" ;;
    mark) : >"$folder/marks/$words" ;;
    wait) while [ ! -e "$folder/gates/$words" ]; do sleep 0.05; done ;;
    write) echo "$slug $TASKS_DISPATCH" >"$words" ;;
    commit)
      echo "$slug $TASKS_DISPATCH" >"$words"
      git add --all || exit 1
      git -c user.name=Agent -c user.email=agent@localhost -c commit.gpgsign=false \
        commit --quiet -m "Write $words" || exit 1 ;;
    lines)
      i=1
      while [ "$i" -le "$words" ]; do
        echo "line $i of $words"
        i=$((i + 1))
      done ;;
    flood) while :; do echo "all work and no play makes $slug a dull task"; done ;;
    hang) while :; do sleep 1000; done ;;
    spin) while :; do :; done ;;
    stubborn) trap '' TERM ;;
    fork) setsid env -i /bin/sh -c 'while :; do sleep 1; done' "$folder" >/dev/null 2>&1 & ;;
    fill) while :; do head -c 1048576 /dev/zero >>filling || exit 1; done ;;
    exit) exit "$words" ;;
    '' | '#'*) ;;
    *)
      echo "error: the script has no step $step" >&2
      exit 64 ;;
  esac
done <"$script"
echo "end $TASKS_DISPATCH $(date +%s%N)" >>"$folder/runs/$slug"
