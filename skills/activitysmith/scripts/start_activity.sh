#!/bin/sh
set -eu
# shellcheck source=state.sh
. "$(dirname "$0")/state.sh"

help() {
	cat <<'HELP'
Starts a Live Activity on the lock screen. Keep its id: update_activity.sh and end_activity.sh need it.

  id=$(start_activity.sh --title "Deploy" --type segmented_progress --steps 3 --current 1 --id-only)

HELP
	state_help
	cat <<'HELP'

  -c, --channels LIST        only these channels, with commas: "devs,ops"
      --id-only              print the activity's id alone, not the whole answer
  -h, --help

HELP
	environment_help
}

channels=
id_only=
while [ $# -gt 0 ]; do
	read_option "--id-only -h --help" "$@"
	shift "$taken"
	case $option in
	-c | --channels) channels=,$given ;;
	--id-only) id_only=yes ;;
	-h | --help) help && exit ;;
	*) read_state_option ;;
	esac
done
[ -n "$title" ] || wrong "--title is required: what the activity is about"
[ -n "$type" ] || wrong "--type is required, such as segmented_progress or progress"

add_state
[ -z "$channels" ] || add_target "$channels"
end_object

request POST /live-activity/start "$object"
if [ -n "$id_only" ]; then
	answer=$(printf '%s\n' "$answer" | sed -n 's/.*"activity_id" *: *"\([A-Za-z0-9_-]*\)".*/\1/p')
fi
printf '%s\n' "$answer"
