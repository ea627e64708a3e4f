package activitysmith

// Version is sent with every request.
const Version = "2.0.0-next.0"
