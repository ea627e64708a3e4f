/** `activitysmith completion`: scripts for shells. They ask the command itself what may come next. */
import { complete } from "../complete.ts";
import { print } from "../print.ts";
import type { Call } from "../table/flag.ts";

/** The first line says whether names of files may stand there too, each other has a word, a tab and what it is for. */
function printWords(words: readonly string[]): void {
	const { candidates, files } = complete(words);
	print([files ? "files" : "", ...candidates.map(({ word, says }) => `${word}\t${says}`)].join("\n"));
}

const bash = `# Completion of activitysmith for bash: source <(activitysmith completion bash)
_activitysmith() {
	local cur=\${COMP_WORDS[COMP_CWORD]} reply line
	# bash has cut --flag=value into three words.
	local words=() word i
	for ((i = 1; i <= COMP_CWORD; i++)); do
		word=\${COMP_WORDS[i]}
		if [[ $word == = && \${#words[@]} -gt 0 ]]; then words[-1]+==
		elif ((i > 1)) && [[ \${COMP_WORDS[i - 1]} == = && \${#words[@]} -gt 0 ]]; then words[-1]+=$word
		else words+=("$word"); fi
	done
	reply=$("\${COMP_WORDS[0]}" completion words -- "\${words[@]}" 2>/dev/null) || return
	COMPREPLY=()
	[[ \${reply%%$'\\n'*} == files ]] && mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	while IFS=$'\\t' read -r line _; do
		[[ $line == --*=* && $cur != --*=* ]] && line=\${line#*=}
		[[ -n $line ]] && COMPREPLY+=("$line")
	done < <(tail -n +2 <<<"$reply")
}
complete -o filenames -F _activitysmith activitysmith activitysmith-cli`;

const zsh = `#compdef activitysmith activitysmith-cli
# Completion of activitysmith for zsh: source <(activitysmith completion zsh)
_activitysmith() {
	local -a lines found
	local line
	lines=("\${(@f)$("\${words[1]}" completion words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
	for line in "\${(@)lines[2,-1]}"; do
		[[ -n $line ]] && found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
	done
	((\${#found})) && _describe activitysmith found
	[[ \${lines[1]} == files ]] && _files
}
(( $+functions[compdef] )) && compdef _activitysmith activitysmith activitysmith-cli`;

const fish = `# Completion of activitysmith for fish: activitysmith completion fish | source
function __activitysmith
	set -l words (commandline -opc) (commandline -ct)
	set -l reply ($words[1] completion words -- $words[2..-1] 2>/dev/null)
	test "$reply[1]" = files; and __fish_complete_path (commandline -ct)
	for line in $reply[2..-1]
		test -n "$line"; and echo $line
	end
end
complete -c activitysmith -f -a '(__activitysmith)'
complete -c activitysmith-cli -f -a '(__activitysmith)'`;

const scripts: Record<string, string> = { bash, zsh, fish };

export async function completion({ args: [shell = ""], after }: Call<Record<never, never>>): Promise<void> {
	if (shell === "words") printWords(after);
	else print(scripts[shell] ?? "");
}
