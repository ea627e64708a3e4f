#!/bin/sh
set -eu
# shellcheck source=state.sh
. "$(dirname "$0")/state.sh"

help() {
	cat <<'HELP'
Ends a Live Activity with a last state. It leaves the lock screen after 3 minutes, or after those of --auto-dismiss.

  end_activity.sh --activity-id "$id" --title "Deploy" --subtitle "Live" --current 3 --auto-dismiss 5

  -a, --activity-id ID       the id that the start printed (required)

HELP
	state_help
	cat <<'HELP'

      --auto-dismiss MINUTES  how long it stays when it has ended; 0: not at all
  -h, --help

HELP
	environment_help
}

activity_id=
while [ $# -gt 0 ]; do
	read_option "-h --help" "$@"
	shift "$taken"
	case $option in
	-a | --activity-id) activity_id=$given ;;
	--auto-dismiss) auto_dismiss=$given ;;
	-h | --help) help && exit ;;
	*) read_state_option ;;
	esac
done
[ -n "$activity_id" ] || wrong "--activity-id is required: the id that start_activity.sh printed"
[ -n "$title" ] || wrong "--title is required: what the activity is about"

add_string activity_id "$activity_id"
add_state
end_object

request POST /live-activity/end "$object"
printf '%s\n' "$answer"
