"""Sends bytes under a media type of their own."""

import schemathesis
from hypothesis import strategies

schemathesis.openapi.media_type("application/pdf", strategies.binary())
schemathesis.serializer.alias("application/pdf", "application/octet-stream")
