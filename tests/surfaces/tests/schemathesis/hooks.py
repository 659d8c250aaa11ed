"""Sends bytes under a media type of their own."""

import schemathesis
from hypothesis import strategies

schemathesis.openapi.media_type("application/pdf", strategies.binary())
schemathesis.serializer.alias("application/pdf", "application/octet-stream")


@schemathesis.hook
def filter_headers(context, headers):
    """A blank header counts as an absent one, which OpenAPI cannot say."""
    return not headers or "" not in headers.values()


# Values of fields that Stytch describes in words only, by which requests get past the first check.
VALUES = {
    "email": ["ada@acme.example", "frank@example.com", "new@example.com"],
    "email_address": ["ada@acme.example", "grace@acme.example", "new@acme.example"],
    "mfa_phone_number": ["+14155550123"],
    "new_password": ["a Password of 5 words"],
    "password": ["a Password of 5 words"],
    "phone_number": ["+14155550123", "+14155550124"],
}


@schemathesis.hook
def before_call(context, case, kwargs):
    """Puts values of the right form into fields that are any text for their schemas."""
    if isinstance(case.body, dict) and case.meta and case.meta.generation.mode.is_positive:
        for name, values in VALUES.items():
            if isinstance(case.body.get(name), str):
                case.body[name] = values[len(case.body[name]) % len(values)]
