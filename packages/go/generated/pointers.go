// Code generated from openapi/openapi.flat.json by `npm run generate`. DO NOT EDIT.

package generated

import "time"

// PtrBool returns a pointer to the value.
func PtrBool(v bool) *bool { return &v }

// PtrInt returns a pointer to the value.
func PtrInt(v int) *int { return &v }

// PtrInt32 returns a pointer to the value.
func PtrInt32(v int32) *int32 { return &v }

// PtrInt64 returns a pointer to the value.
func PtrInt64(v int64) *int64 { return &v }

// PtrFloat32 returns a pointer to the value.
func PtrFloat32(v float32) *float32 { return &v }

// PtrFloat64 returns a pointer to the value.
func PtrFloat64(v float64) *float64 { return &v }

// PtrString returns a pointer to the value.
func PtrString(v string) *string { return &v }

// PtrTime returns a pointer to the value.
func PtrTime(v time.Time) *time.Time { return &v }
