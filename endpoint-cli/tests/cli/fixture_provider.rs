//! The fixture provider of the tests, Acme. It has every kind of parameter.

use endpoint_runtime::provider::{AuthScheme, CredentialPart, Environment, Host, Provider, ProviderError};

use crate::things::{ArchiveClient, HealthClient, ThingsClient, UnusualClient};

pub(crate) fn provider() -> Result<Provider, ProviderError> {
    Provider::builder("acme")
        .title("Acme")
        .version("1.2.3")
        .docs("Things.")
        .environment(Environment::new("test", "https://test.acme.example"))
        .environment(Environment::new("live", "https://acme.example").username_prefix("live-"))
        .auth(AuthScheme::basic(
            CredentialPart::new("key_id", "ACME_KEY_ID"),
            CredentialPart::new("secret", "ACME_SECRET"),
        ))
        .auth(AuthScheme::bearer(CredentialPart::new("token", "ACME_TOKEN")))
        .resource(ThingsClient::SCHEMAS)
        .resource(HealthClient::SCHEMAS)
        .resource(UnusualClient::SCHEMAS)
        .resource(ArchiveClient::SCHEMAS)
        .host(Host::new("archive", "https://archive.acme.example"))
        .build()
}
