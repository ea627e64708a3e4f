/** The clock and the faults. */
import { Fault, Faults, Now } from "../answers.ts";
import { done, json, notFound, ok, timestamp } from "../respond.ts";
import { route } from "../route.ts";
import { ClockChange } from "../schemas.ts";
import { FaultBody } from "../seeds.ts";
import { faultView } from "../view.ts";

export const timeRoutes = [
	route({
		id: "getClock",
		method: "GET",
		path: "/clock",
		tag: "Time",
		scope: "the account or all",
		summary: "The time",
		answers: { 200: { description: "The time.", schema: Now } },
		handle: ({ scope }) => ok({ now: timestamp(scope.clock.now()) }),
	}),
	route({
		id: "moveClock",
		method: "POST",
		path: "/clock",
		tag: "Time",
		scope: "the account or all",
		summary: "Move the clock ahead",
		description: "What is due on the way happens in order, each at its own time, before this is answered.",
		body: ClockChange,
		answers: { 200: { description: "The time now.", schema: Now } },
		handle: async ({ scope: { clock }, body: { advance, set } }) => {
			if (advance !== undefined) await clock.advance(advance);
			if (set !== undefined) await clock.set(set);
			return ok({ now: timestamp(clock.now()) });
		},
	}),
];

export const faultRoutes = [
	route({
		id: "listFaults",
		method: "GET",
		path: "/faults",
		tag: "Faults",
		scope: "the account or all",
		summary: "The faults, and how often each has struck",
		answers: { 200: { description: "In the order in which they were added.", schema: Faults } },
		handle: ({ scope }) => ok({ faults: scope.faults.list().map(faultView) }),
	}),
	route({
		id: "addFault",
		method: "POST",
		path: "/faults",
		tag: "Faults",
		scope: "the account or all",
		summary: "Add a fault",
		body: FaultBody,
		answers: { 201: { description: "Added.", schema: Fault } },
		handle: ({ scope, body }) => json(201, faultView(scope.faults.add(body))),
	}),
	route({
		id: "removeFaults",
		method: "DELETE",
		path: "/faults",
		tag: "Faults",
		scope: "the account or all",
		summary: "Remove all faults",
		answers: { 204: { description: "Removed." } },
		handle: ({ scope }) => {
			scope.faults.clear();
			return done();
		},
	}),
	route({
		id: "removeFault",
		method: "DELETE",
		path: "/faults/{id}",
		tag: "Faults",
		scope: "the account or all",
		summary: "Remove a fault",
		answers: { 204: { description: "Removed." } },
		handle: ({ scope, params: { id = "" } }) => {
			const fault = scope.faults.list().find((candidate) => candidate.id === id);
			if (!fault) throw notFound(`There is no fault ${id}.`);
			fault.remove();
			return done();
		},
	}),
];
