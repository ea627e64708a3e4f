/** A gateway with phones behind it, in a process of its own, that tells when pushes have arrived. */
import { startFakeApns } from "@activitysmith/apns/testing";

export interface Gateway {
	origin: string;
	p8: string;
	keyId: string;
	teamId: string;
	bundleId: string;
	ca: string;
	/** Device tokens, of a phone each. */
	tokens: string[];
}

/** Asked with how many more pushes shall have been accepted than when it was last asked; answers when that was. */
export interface Arrived {
	/** Epoch milliseconds, with a fraction. */
	at: number;
}

const gateway = await startFakeApns({ streams: 1000, journalEntries: 1000, h2c: false });
const { origins, p8, keyId, teamId, bundleIds, ca } = gateway;
const phones = Array.from({ length: Number(process.argv[2]) }, () => gateway.addDevice({ environment: "production" }));

let seen = 0;
process.on("message", (count: number) => {
	const target = seen + count;
	const look = () => {
		if (gateway.pushes.accepted < target) return void setTimeout(look, 1);
		seen = gateway.pushes.accepted;
		const arrived: Arrived = { at: performance.timeOrigin + performance.now() };
		process.send?.(arrived);
	};
	look();
});
process.on("disconnect", () => process.exit());
const told: Gateway = {
	origin: origins.production,
	...{ p8, keyId, teamId, ca },
	bundleId: bundleIds[0] ?? "",
	tokens: phones.map(({ tokens }) => tokens.device),
};
process.send?.(told);
