// What `require("activitysmith")` gives: the class, as in earlier versions, with all other exports on it.
import sdk = require("./index.ts");

export = Object.assign(sdk.ActivitySmith, sdk);
