#!/bin/sh
# Walks through the rooms: type a direction, or quit.
cd "${0%/*}" 2>/dev/null || :
room=hall
while :; do
  sed -n 's/^title: \(.*\)/\n\1/p; s/^text: //p' "rooms/$room.txt"
  printf 'exits: %s\n> ' "$(sed -n 's/^exit: \([a-z]*\) .*/\1/p' "rooms/$room.txt" | tr '\n' ' ')"
  read -r direction || exit 0
  [ "$direction" = quit ] && exit 0
  next=$(sed -n "s/^exit: $direction //p" "rooms/$room.txt")
  if [ -n "$next" ]; then room=$next; else echo "You cannot go there."; fi
done
