#!/bin/sh
# Checks that every room has a title and a text and that every exit leads to a room.
cd "${0%/*}" 2>/dev/null || :
bad=0
for room in rooms/*.txt; do
  for field in title text; do
    grep -q "^$field: " "$room" || { echo "$room: no $field"; bad=1; }
  done
  while read -r key _ target; do
    [ "$key" != exit: ] || [ -f "rooms/$target.txt" ] || { echo "$room: no room $target"; bad=1; }
  done <"$room"
done
[ "$bad" = 0 ] && echo "all exits lead somewhere"
exit "$bad"
