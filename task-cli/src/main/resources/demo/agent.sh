#!/bin/sh
# The demo's agent: reads a task on standard input, does it in the current folder, commits.
# Usage: agent.sh <branch>. DEMO_AGENT_SECONDS is how long it pretends to think (default 6).
set -u

task=${1#task/}
seconds=${DEMO_AGENT_SECONDS:-6}
steps=6
pause=$(awk "BEGIN { print $seconds / $steps }" 2>/dev/null) || pause=1

step() {
  echo "$*"
  sleep "$pause"
}

# A room's file: its name, title, text and exits.
room() {
  file=rooms/$1.txt
  printf 'title: %s\ntext: %s\n' "$2" "$3" >"$file"
  shift 3
  for way in "$@"; do echo "exit: $way" >>"$file"; done
}

cellar() {
  room cellar "The cellar" "Earth, and the smell of old rain. One corner has been dug up and filled in again." "up kitchen"
}

# An exit, once: a task may be done again.
way() {
  grep -qx "exit: $2" "rooms/$1.txt" || echo "exit: $2" >>"rooms/$1.txt"
}

prompt=$(cat)
echo "I was given $(printf '%s\n' "$prompt" | wc -l | tr -d ' ') lines for the task $task."
step "Reading the repository:"
ls -p | sed 's/^/  /'
step "Thinking about what the task asks for ..."

case $task in
  *fail*)
    step "Looking for the glossary in i18n/glossary.txt ..."
    echo "error: i18n/glossary.txt does not exist, and the words of a translation must come from it." >&2
    echo "error: add the glossary to the repository, then retry this task." >&2
    exit 1
    ;;
  dig-the-cellar)
    cellar
    what="a cellar below the kitchen" ;;
  open-the-trapdoor)
    # The cellar may wait in a branch of its own: the same room again merges cleanly with it.
    [ -f rooms/cellar.txt ] || cellar
    way kitchen "down cellar"
    what="a way down from the kitchen" ;;
  plant-the-garden)
    room garden "The garden" "The rain is louder here. Beans climb towards a window of the hall." "west hall"
    way hall "east garden"
    what="a garden east of the hall" ;;
  fill-the-lantern)
    mkdir -p things
    printf 'title: A lantern\ntext: Brass, dented, and heavy with oil.\nplace: landing\n' >things/lantern.txt
    what="a lantern on the landing" ;;
  write-the-ending)
    mkdir -p things
    printf 'title: A letter with your name on it\ntext: By the light of the lantern you sit down and read. THE END\nplace: cellar\n' >things/letter.txt
    what="a letter in the cellar that ends the game" ;;
  write-the-walkthrough)
    printf 'north\ndown\nquit\n' >walkthrough.txt
    grep -q walkthrough.txt README.md || printf '\nTo walk to the end: `sh play.sh < walkthrough.txt`\n' >>README.md
    what="a walkthrough" ;;
  *)
    mkdir -p notes
    { echo "# $task"; echo; printf '%s\n' "$prompt" | head -n 40; } >"notes/$task.md"
    what="a note about $task" ;;
esac

# What people ask for afterwards is noted: this agent can write rooms, not understand wishes.
case $prompt in
  *"## Follow-ups, to be done now"*)
    mkdir -p notes
    printf '%s\n' "$prompt" | sed -n '/^## Follow-ups, to be done now/,/^## /p' | grep -v '^## \|^~~~' >>"notes/$task.md"
    what="a note of what was asked for about $task" ;;
esac

step "Wrote $what."
step "Checking the game: sh check.sh"
sh check.sh | sed 's/^/  /'
step "Committing."
git add --all || exit 1
git -c user.name="Demo agent" -c user.email=demo-agent@localhost \
  commit --quiet -m "Add $what" || exit 1
git --no-pager log -1 --stat --format='%h %s' | sed 's/^/  /'
echo "Done."
