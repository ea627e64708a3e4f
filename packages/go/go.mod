module github.com/ActivitySmithHQ/activitysmith-go

go 1.24
