module activitysmith.com/bench

go 1.24

require github.com/ActivitySmithHQ/activitysmith-go v0.0.0

replace github.com/ActivitySmithHQ/activitysmith-go => ../../../packages/go
