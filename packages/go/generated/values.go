// Code generated from openapi/openapi.flat.json by `npm run generate`. DO NOT EDIT.

package generated

func held[T any](pointer *T) any {
	if pointer == nil {
		return nil
	}
	return *pointer
}

// Float32AsActivityMetricValue gives the value.
func Float32AsActivityMetricValue(v *float32) ActivityMetricValue { return held(v) }

// StringAsActivityMetricValue gives the value.
func StringAsActivityMetricValue(v *string) ActivityMetricValue { return held(v) }

// LiveActivityValue is one of several types.
type LiveActivityValue = any

// Float32AsLiveActivityValue gives the value.
func Float32AsLiveActivityValue(v *float32) LiveActivityValue { return held(v) }

// StringAsLiveActivityValue gives the value.
func StringAsLiveActivityValue(v *string) LiveActivityValue { return held(v) }

// MetricValueUpdateRequestValue is one of several types.
type MetricValueUpdateRequestValue = any

// Float32AsMetricValueUpdateRequestValue gives the value.
func Float32AsMetricValueUpdateRequestValue(v *float32) MetricValueUpdateRequestValue { return held(v) }

// StringAsMetricValueUpdateRequestValue gives the value.
func StringAsMetricValueUpdateRequestValue(v *string) MetricValueUpdateRequestValue { return held(v) }

// MetadataValue is one of several types.
type MetadataValue = any

// BoolAsMetadataValue gives the value.
func BoolAsMetadataValue(v *bool) MetadataValue { return held(v) }

// Float64AsMetadataValue gives the value.
func Float64AsMetadataValue(v *float64) MetadataValue { return held(v) }

// StringAsMetadataValue gives the value.
func StringAsMetadataValue(v *string) MetadataValue { return held(v) }
