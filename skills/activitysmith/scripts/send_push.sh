#!/bin/sh
set -eu
# shellcheck source=request.sh
. "$(dirname "$0")/request.sh"

help() {
	cat <<'HELP'
Sends a push notification to the iPhones and iPads of the account.

  send_push.sh -m "Tests pass on main" [-t "Build done"] [options]

  -m, --message TEXT         what it says (required)
  -t, --title TEXT           its title (default: Task finished)
  -s, --subtitle TEXT        a line between the two
  -c, --channels LIST        only these channels, with commas: "devs,ops"
  -r, --redirection URL      what a tap opens
  -M, --media URL            https URL of a picture, sound or video to show; not together with buttons
  -a, --actions JSON         up to four buttons: [{"title":"Open","type":"open_url","url":"https://..."}]
  -A, --actions-file FILE    the same from a file, - for standard input
  -h, --help

HELP
	environment_help
}

message=
title='Task finished'
subtitle=
channels=
redirection=
media=
actions=
while [ $# -gt 0 ]; do
	read_option "-h --help" "$@"
	shift "$taken"
	case $option in
	-m | --message) message=$given ;;
	-t | --title) title=$given ;;
	-s | --subtitle) subtitle=$given ;;
	-c | --channels) channels=,$given ;;
	-r | --redirection) redirection=$given ;;
	-M | --media) media=$given ;;
	-a | --actions) actions=$given ;;
	-A | --actions-file) actions=$(read_text "$option" "$given") || exit ;;
	-h | --help) help && exit ;;
	*) wrong "unknown option: $option" ;;
	esac
done
[ -n "$message" ] || wrong "-m is required: what the notification says"

add_string title "$title"
add_string message "$message"
add_string subtitle "$subtitle"
add_string redirection "$redirection"
add_string media "$media"
add_json actions "$actions" array --actions
[ -z "$channels" ] || add_target "$channels"
end_object

request POST /push-notification "$object"
printf '%s\n' "$answer"
