/** The client of Apple's service, as the settings want it. */
import { type ApnsClient, createApnsClient } from "@activitysmith/apns";
import { type ApnsSettings, definitions, type Key, SettingsError } from "./config/settings.ts";

const settingOf: Record<string, Key> = {
	key: "apnsKey",
	keyId: "apnsKeyId",
	teamId: "apnsTeamId",
	"origins.push": "apnsOrigin",
	ca: "apnsCa",
};

/** The client names its options, and repeats none of them. */
function inWordsOfSettings(message: string): string {
	return message.replace(/The option (\S+)/, (said, option: string) => {
		const setting = settingOf[option];
		return setting === undefined ? said : definitions[setting].env;
	});
}

/** What is wrong is a `SettingsError` that names the setting. */
export function apnsClient({ key, keyId, teamId, origin, ca }: ApnsSettings): ApnsClient {
	try {
		return createApnsClient({
			providerKey: { key, keyId, teamId },
			...(origin !== undefined && { origins: { push: origin } }),
			...(ca !== undefined && { ca }),
		});
	} catch (error) {
		if (error instanceof TypeError) throw new SettingsError(`${inWordsOfSettings(error.message)}.`);
		throw error;
	}
}
