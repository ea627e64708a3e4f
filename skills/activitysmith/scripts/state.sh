# shellcheck shell=sh
# The options of a Live Activity and the state that they are. It is sourced. What is allowed beside what is for the API
# to say: its answer names the field.

# shellcheck source=request.sh
. "$(dirname "$0")/request.sh"

title=
subtitle=
type=
steps=
current=
percentage=
value=
upper_limit=
metrics=
message=
duration=
color=
step_color=
auto_dismiss=
action=
secondary_action=

# Takes the option that read_option has read, if it is one of the state's.
read_state_option() {
	case $option in
	-t | --title) title=$given ;;
	-s | --subtitle) subtitle=$given ;;
	--type) type=$given ;;
	--steps) steps=$given ;;
	--current) current=$given ;;
	--percentage) percentage=$given ;;
	--value) value=$given ;;
	--upper-limit) upper_limit=$given ;;
	--metrics) metrics=$given ;;
	--message) message=$given ;;
	--duration) duration=$given ;;
	--color) color=$given ;;
	--step-color) step_color=$given ;;
	--action) action=$given ;;
	--action-file) action=$(read_text "$option" "$given") || exit ;;
	--secondary-action) secondary_action=$given ;;
	*) wrong "unknown option: $option" ;;
	esac
}

# An activity of type value shows text as it is given; elsewhere the value is a number.
add_value() {
	if [ "$type" = value ] || { [ -z "$type$upper_limit" ] && ! is_number "$value"; }; then
		add_string value "$value"
	else
		add_number value "$value" --value
	fi
}

# Adds `content_state`, if any option of it was given, and the buttons.
add_state() {
	request_members=$members
	members=
	add_string title "$title"
	add_string subtitle "$subtitle"
	add_string type "$type"
	add_number number_of_steps "$steps" --steps
	add_number current_step "$current" --current
	add_number percentage "$percentage" --percentage
	add_value
	add_number upper_limit "$upper_limit" --upper-limit
	add_json metrics "$metrics" array --metrics
	add_string message "$message"
	add_number duration_seconds "$duration" --duration
	add_string color "$color"
	add_string step_color "$step_color"
	add_number auto_dismiss_minutes "$auto_dismiss" --auto-dismiss
	end_object
	members=$request_members
	[ "$object" = '{}' ] || members="$members\"content_state\":$object,"
	add_json action "$action" object --action
	add_json secondary_action "$secondary_action" object --secondary-action
}

state_help() {
	cat <<'HELP'
State:
  -t, --title TEXT           what it is about
  -s, --subtitle TEXT        what is going on
      --type TYPE            segmented_progress, progress, metrics, stats, alert, value or timer
      --steps N              segmented_progress: how many steps there are
      --current N            segmented_progress: how many are done or under way
      --percentage N         progress: 0 to 100
      --value N              progress: an amount, with --upper-limit; type value: any text
      --upper-limit N        progress: the whole
      --metrics JSON         metrics, stats: [{"label":"CPU","value":42,"unit":"%"}, ...]
      --message TEXT         alert: its text
      --duration SECONDS     timer: how long it counts down
      --color COLOR          lime, green, cyan, blue, purple, magenta, red, orange, yellow or gray
      --step-color COLOR     segmented_progress: colour of the current step
      --action JSON          a button: {"title":"Open","type":"open_url","url":"https://..."}
      --action-file FILE     the same from a file, - for standard input
      --secondary-action JSON  a second button
HELP
}
