import { updateMetricValue } from "./generated/sdk.gen.ts";
import type { MetricValueUpdateRequest, MetricValueUpdateResponse } from "./generated/types.gen.ts";
import type { CallInit } from "./options.ts";
import { type Method, type RawResult, Resource } from "./resource.ts";

interface Parameters {
	key: string;
	metricValueUpdateRequest: MetricValueUpdateRequest;
}

/** The values that widgets show. */
export class MetricsResource extends Resource {
	/**
	 * Stores the newest value of a metric that exists in the workspace.
	 *
	 * @param value the value, or the value with the time it is from. One that is older than the stored one is ignored.
	 */
	async update(
		key: string,
		value: number | string | MetricValueUpdateRequest,
		more?: Omit<MetricValueUpdateRequest, "value">,
		options?: CallInit,
	): Promise<MetricValueUpdateResponse> {
		const request = { value, ...(typeof value === "object" && value), ...more };
		return Resource.send(
			this,
			updateMetricValue,
			undefined,
			key,
			request,
			options,
		) as Promise<MetricValueUpdateResponse>;
	}

	/** The same as `update`, as earlier versions named it. */
	declare readonly updateMetricValue: Method<Parameters, MetricValueUpdateResponse>;
	/** The same as `update`, with the response. */
	declare readonly updateMetricValueRaw: Method<Parameters, RawResult<MetricValueUpdateResponse>>;

	static {
		this.define(updateMetricValue, "updateMetricValue");
	}
}
