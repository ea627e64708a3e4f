#!/bin/sh
set -eu
# shellcheck source=state.sh
. "$(dirname "$0")/state.sh"

help() {
	cat <<'HELP'
Changes a Live Activity that start_activity.sh has started. What is left out stays as it is.

  update_activity.sh --activity-id "$id" --title "Deploy" --current 2

  -a, --activity-id ID       the id that the start printed (required)

HELP
	state_help
	printf '\n  -h, --help\n\n'
	environment_help
}

activity_id=
while [ $# -gt 0 ]; do
	read_option "-h --help" "$@"
	shift "$taken"
	case $option in
	-a | --activity-id) activity_id=$given ;;
	-h | --help) help && exit ;;
	*) read_state_option ;;
	esac
done
[ -n "$activity_id" ] || wrong "--activity-id is required: the id that start_activity.sh printed"
[ -n "$title" ] || wrong "--title is required: what the activity is about"

add_string activity_id "$activity_id"
add_state
end_object

request POST /live-activity/update "$object"
printf '%s\n' "$answer"
