/** People and devices by name: nobody types ids. */
import type { z } from "zod";
import type * as shapes from "../../http/manage/shapes.ts";
import { RefusedError } from "../command.ts";
import type { Ask } from "../connect.ts";

export type User = z.output<typeof shapes.User>;
export type Device = z.output<typeof shapes.Device>;

export const users = async (ask: Ask): Promise<User[]> => (await ask<{ users: User[] }>("GET", "/users")).users;
export const devices = async (ask: Ask): Promise<Device[]> =>
	(await ask<{ devices: Device[] }>("GET", "/devices")).devices;

/** What has the id, or else the only one with the name. What nothing is called stays as it is: the server says so. */
function idOf(known: readonly { id: string; name: string }[], given: string): string {
	if (known.some(({ id }) => id === given)) return given;
	const named = known.filter(({ name }) => name.toLowerCase() === given.toLowerCase());
	if (named.length > 1) {
		throw new RefusedError(
			`Several are called ${given}: say which by its id, ${named.map(({ id }) => id).join(", ")}.`,
		);
	}
	return named[0]?.id ?? given;
}

export const userId = async (ask: Ask, given: string): Promise<string> => idOf(await users(ask), given);
export const deviceId = async (ask: Ask, given: string): Promise<string> => idOf(await devices(ask), given);

/** Members of a channel, as they were given. */
export async function membersOf(ask: Ask, given: { users: readonly string[]; devices: readonly string[] }) {
	const [people, all] = [
		given.users.length > 0 ? await users(ask) : [],
		given.devices.length > 0 ? await devices(ask) : [],
	];
	return {
		...(given.users.length > 0 && { users: given.users.map((one) => idOf(people, one)) }),
		...(given.devices.length > 0 && { devices: given.devices.map((one) => idOf(all, one)) }),
	};
}
