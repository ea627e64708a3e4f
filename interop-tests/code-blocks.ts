/** The code that the documents of the SDKs show, run against the mock. */
import { createMock } from "@activitysmith/mock-server";

export interface CodeBlock {
	/** Of the document. */
	line: number;
	code: string;
}

export function codeBlocks(document: string, language: string): CodeBlock[] {
	const blocks = document.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"));
	return Array.from(blocks, ({ 1: code = "", index }) => ({ line: document.slice(0, index).split("\n").length, code }));
}

/** All but the first, which makes the client and stands in front of each of the others. */
export function codeBlocksAfterFirst(document: string, language: string): (CodeBlock & { first: string })[] {
	const [first, ...others] = codeBlocks(document, language);
	return others.map((block) => ({ ...block, first: first?.code ?? "" }));
}

/**
 * Runs a block where there is all that documents speak of: two metrics, a channel with somebody in it, and one with nobody.
 *
 * @param run Gets what the block's program finds in its environment.
 * @returns the statuses of the answers, in their order.
 */
export async function statusesHeard(run: (settings: Record<string, string>) => Promise<void>): Promise<number[]> {
	await using mock = createMock({
		accounts: [
			{ keys: ["ask_readme"], metrics: ["deploy.success_rate", "prod.status"], channels: { ops: {}, nobody: {} } },
		],
	});
	mock.setChannel("ops", { users: ["user-1"] });
	const { baseURL } = await mock.listen();
	await run({ ACTIVITYSMITH_BASE_URL: baseURL, ACTIVITYSMITH_API_KEY: "ask_readme" });
	return mock.journal.entries().map(({ status }) => status);
}
