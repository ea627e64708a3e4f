/** What is printed when the server is ready. */
import type { Server } from "../start.ts";

const KEY = "ask_…";

/** For a program that has started it. */
export function readyLine(server: Server, version: string, milliseconds: number): string {
	const { url, baseURL, firstKey, lockScreenLink, ownerTokenFile, database, apns } = server;
	return JSON.stringify({
		event: "ready",
		url,
		baseURL,
		apiKey: firstKey ?? null,
		lockScreen: lockScreenLink ?? null,
		ownerTokenFile: ownerTokenFile ?? null,
		database,
		apns,
		pid: process.pid,
		version,
		milliseconds,
	});
}

/** For a person. */
export function announcement(server: Server, version: string, milliseconds: number): string {
	const { url, baseURL, firstKey, lockScreenLink, ownerTokenFile, database, apns } = server;
	const key = firstKey ?? KEY;
	const keyNote = firstKey
		? "This API key is shown now and never again: keep it."
		: "The key was shown at the first start. The command keys create makes another one.";
	const lockScreen = lockScreenLink
		? `Lock screen (open it in a browser; the link is good once, for an hour):\n  ${lockScreenLink}`
		: "Lock screen: the command devices pair --browser makes a link.";
	return `ActivitySmith server ${version} listens on ${url} (ready in ${milliseconds} ms)

${lockScreen}

Try it. ${keyNote}
  export ACTIVITYSMITH_BASE_URL=${baseURL}
  export ACTIVITYSMITH_API_KEY=${key}

  curl -X PUT "$ACTIVITYSMITH_BASE_URL/live-activity/stream/nightly-backup" \\
    -H "Authorization: Bearer $ACTIVITYSMITH_API_KEY" -H "Content-Type: application/json" \\
    -d '{"content_state":{"title":"Nightly Backup","type":"progress","percentage":42}}'

  import ActivitySmith from "activitysmith";
  const activitysmith = new ActivitySmith();
  await activitysmith.liveActivities.stream("nightly-backup", {
    content_state: { title: "Nightly Backup", type: "progress", percentage: 64 },
  });

Database: ${database}
Management: ${url}/manage, with the owner token${ownerTokenFile ? ` in ${ownerTokenFile}` : " that was given"}
Devices: ${url}/device
${apns ? "iPhones are reached through Apple's push service." : "Lock screens in browsers only: to reach iPhones, give it a key of Apple's with --apns-key-file (see --help)."}

Stop it with Ctrl+C.
`;
}
