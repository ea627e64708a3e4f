# Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.
"""What follows from the OpenAPI document."""
