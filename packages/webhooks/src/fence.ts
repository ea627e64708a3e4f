/** Which addresses a webhook may reach. Whoever sends a button chooses its URL, and could choose what only we can reach. */
import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Inside the part of IPv6 that is given out as globally reachable; there is none outside. */
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("2000::"), 3];
/** Azure's virtual machines find their host's services at this address, which looks like any other. */
const AZURE_HOST = "168.63.129.16";

/** Only what is written in full: `127.1` and `0x7f000001` are addresses to some, and names to others. */
function parse(text: string): Address | undefined {
	if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
	// A zone says which link: nothing that is public needs one.
	return text.includes("%") || !ipaddr.IPv6.isValid(text) ? undefined : ipaddr.IPv6.parse(text);
}

/** What an IPv4 address in the clothes of IPv6 is. */
function plain(address: Address): Address {
	return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/**
 * Whether it is an address that anybody on the internet can reach: none that is private, local, shared, for documents,
 * tests or many receivers, reserved, or that stands for an IPv4 address behind a translator or in a tunnel.
 */
export function isPublicAddress(text: string): boolean {
	const parsed = parse(text);
	if (!parsed) return false;
	const address = plain(parsed);
	if (address.range() !== "unicast" || address.toString() === AZURE_HOST) return false;
	return address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST);
}

function parseRange(range: string): [Address, number] {
	const [text = "", ...lengths] = range.split("/");
	const address = parse(text);
	if (!address || lengths.length !== 1 || !ipaddr.isValidCIDR(range)) {
		throw new TypeError("A range is an address and the length of its prefix, such as 10.0.0.0/8 or fd00::/8");
	}
	return [address, Number(lengths[0])];
}

/**
 * @param allow Ranges in CIDR notation that may be reached although they are not public. A range of IPv4 addresses holds
 * the same addresses as IPv6 writes them. What is no range is a `TypeError`.
 */
export function fence(allow: readonly string[] = []): (address: string) => boolean {
	const ranges = allow.map(parseRange);
	return (text) => {
		if (isPublicAddress(text)) return true;
		const parsed = parse(text);
		if (!parsed) return false;
		return [parsed, plain(parsed)].some((address) =>
			ranges.some(([base, length]) => base.kind() === address.kind() && address.match(base, length)),
		);
	};
}
